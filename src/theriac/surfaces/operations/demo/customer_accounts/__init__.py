"""Credit, points and gift cards of the demo’s customers."""
