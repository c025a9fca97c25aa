"""What is watched: alerts, the want list, the cold places."""
