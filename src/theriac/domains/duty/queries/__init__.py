"""What reads duty."""
