"""How long another person's taking over the counter takes."""
