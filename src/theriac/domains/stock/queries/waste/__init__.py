"""What was brought back: the log and its sums by month."""
