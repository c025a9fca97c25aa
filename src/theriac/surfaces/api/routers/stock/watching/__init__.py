"""What is watched: alerts, the want list."""
