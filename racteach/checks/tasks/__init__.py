"""What is asked: one file a lesson. A process that runs a student's code may load all of it."""
