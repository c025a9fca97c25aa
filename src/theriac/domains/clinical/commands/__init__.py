"""What changes the sets of knowledge."""
