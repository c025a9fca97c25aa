"""What reads reports of adverse events without opening them."""
