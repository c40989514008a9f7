"""What students commit to before they see it: one file a lesson, found by being there."""
