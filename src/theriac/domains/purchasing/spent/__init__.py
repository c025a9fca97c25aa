"""What was bought, for budgets: what came and what was credited."""
