"""Gift cards in the back office."""
