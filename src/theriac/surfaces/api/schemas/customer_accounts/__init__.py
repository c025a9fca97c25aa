"""What customers have with the pharmacy: credit, points, gift cards."""
