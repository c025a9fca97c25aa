"""Gift cards in the API."""
