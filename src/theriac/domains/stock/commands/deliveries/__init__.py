"""What comes from suppliers and goes back to them."""
