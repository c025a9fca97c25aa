"""What changes purchase orders."""
