"""What changes offers."""
