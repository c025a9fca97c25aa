"""What changes the catalogue, one verb a file."""
