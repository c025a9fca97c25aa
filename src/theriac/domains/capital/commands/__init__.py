"""What changes the floor."""
