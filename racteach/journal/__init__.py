"""What is computed once and kept: files of JSON lines, what is missing in them, and who computed it."""
