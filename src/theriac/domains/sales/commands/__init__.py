"""What changes sales, one verb a file."""
