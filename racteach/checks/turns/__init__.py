"""The *your turn* cells of each lesson, one file a lesson."""
