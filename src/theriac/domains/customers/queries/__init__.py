"""What reads customers' accounts."""
