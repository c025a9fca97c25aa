"""What reads electronic prescriptions."""
