"""How fast patients are found though everything about them is encrypted."""
