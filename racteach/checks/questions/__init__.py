"""The questions of each lesson's *Check yourself*, one file a lesson."""
