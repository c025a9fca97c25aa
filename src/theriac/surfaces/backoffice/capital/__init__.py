"""Capital: what is available, committed and spent, day by day, and what is to come."""
