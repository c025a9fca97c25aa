"""What reads purchase orders."""
