"""What changes parked baskets."""
