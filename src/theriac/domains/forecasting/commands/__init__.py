"""What keeps the series, one file a verb."""
