"""What people and programs meet; surfaces know no business rule and don't import each other."""
