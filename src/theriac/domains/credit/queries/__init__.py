"""What reads credit accounts."""
