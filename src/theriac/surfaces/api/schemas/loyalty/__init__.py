"""Points of members, and gift cards, as they are answered."""
