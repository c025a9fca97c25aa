"""What reads the organisation."""
