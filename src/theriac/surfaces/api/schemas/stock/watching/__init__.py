"""What is watched: alerts, wants, cold places."""
