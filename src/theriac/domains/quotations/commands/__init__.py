"""What changes quotations."""
