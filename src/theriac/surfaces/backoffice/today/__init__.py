"""Today: the first page, by role: what waits for a decision, and the day in figures."""
