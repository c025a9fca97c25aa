"""The screens of the waitlist."""
