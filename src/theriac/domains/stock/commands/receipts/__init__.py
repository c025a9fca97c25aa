"""What is done to a whole receipt after it came in."""
