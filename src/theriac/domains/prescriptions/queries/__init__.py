"""What reads prescriptions."""
