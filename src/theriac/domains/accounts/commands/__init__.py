"""What changes accounts, one verb a file."""
