"""What is told of duty."""
