"""What changes stock, one verb a file."""
