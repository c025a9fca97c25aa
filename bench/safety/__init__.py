"""What a safety check of a basket costs, and what the shipped sets find and miss."""
