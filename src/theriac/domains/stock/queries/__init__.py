"""What reads stock."""
