"""What judges: right functions, inputs, known mistakes. Grading leaves this whole folder out."""
