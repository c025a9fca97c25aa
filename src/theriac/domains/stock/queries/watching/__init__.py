"""What is watched: alerts with who sees to them, and what is to be ordered again."""
