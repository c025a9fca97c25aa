"""What a proposal decides: pure, in whole numbers and exact ratios."""
