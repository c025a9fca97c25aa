"""What changes proposals."""
