"""What changes duty."""
