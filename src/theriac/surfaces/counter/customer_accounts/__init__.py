"""What customers have with the pharmacy, asked and used at a counter."""
