"""What changes unmet requests."""
