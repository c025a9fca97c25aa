"""What waits for somebody’s yes, as it is answered."""
