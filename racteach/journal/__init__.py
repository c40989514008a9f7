"""What is kept on a disk: the course's own files, and what is computed once, with its origin."""
