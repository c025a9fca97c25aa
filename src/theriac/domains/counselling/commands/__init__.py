"""What changes counselling, one verb a file."""
