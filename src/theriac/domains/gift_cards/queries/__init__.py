"""What reads gift cards."""
