"""What changes budgets."""
