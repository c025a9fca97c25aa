"""What the API says of medicines whoever makes them."""
