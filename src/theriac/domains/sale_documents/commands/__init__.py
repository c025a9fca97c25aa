"""What changes state, one file a verb."""
