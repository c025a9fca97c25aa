"""What reads capital."""
