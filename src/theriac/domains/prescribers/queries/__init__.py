"""What reads prescribers."""
