"""What is read of demand, and of what is needed of it."""
