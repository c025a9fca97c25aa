"""What the demo pharmacy buys under a limit of money."""
