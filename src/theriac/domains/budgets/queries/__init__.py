"""What reads budgets."""
