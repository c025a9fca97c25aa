"""What changes tills, one file a verb."""
