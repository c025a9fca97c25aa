"""What changes registers of controlled medicines."""
