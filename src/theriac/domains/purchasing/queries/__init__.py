"""What reads deliveries, their differences and their bonuses."""
