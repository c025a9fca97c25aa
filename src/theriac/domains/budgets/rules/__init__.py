"""What decides without looking: periods, and what exceeds a budget."""
