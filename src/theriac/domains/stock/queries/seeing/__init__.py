"""What stock is worth, how long it lasts, where it lies."""
