"""What changes a prescription."""
