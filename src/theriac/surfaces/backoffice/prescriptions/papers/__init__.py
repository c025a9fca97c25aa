"""What is printed of a prescription, and directions as they are read while one types."""
