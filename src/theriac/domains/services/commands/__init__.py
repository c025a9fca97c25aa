"""What changes services, one thing a file."""
