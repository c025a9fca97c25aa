"""What is bought, and from whom."""
