"""What changes the waitlist."""
