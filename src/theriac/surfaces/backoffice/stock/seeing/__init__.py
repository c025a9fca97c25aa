"""Seeing stock: as it was, every movement, what it is worth, how long it lasts, the proof."""
