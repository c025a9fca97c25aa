"""What changes state here: one file a verb."""
