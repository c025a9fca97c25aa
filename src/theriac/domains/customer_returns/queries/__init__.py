"""What reads customers' returns."""
