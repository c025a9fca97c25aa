"""What reads proposals."""
