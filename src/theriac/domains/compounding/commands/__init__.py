"""What changes preparations and formulas."""
