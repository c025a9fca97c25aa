"""What reads the catalogue."""
