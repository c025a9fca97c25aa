"""What is read of registers of controlled medicines, and of their counts."""
