"""What changes suppliers."""
