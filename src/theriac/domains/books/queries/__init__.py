"""What the books are asked."""
