"""What changes queue tickets."""
