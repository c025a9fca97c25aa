"""What changes the organisation, one verb a file."""
