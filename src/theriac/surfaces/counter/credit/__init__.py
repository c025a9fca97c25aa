"""Credit accounts at a counter: what they may be charged, who has them, and payments on them."""
