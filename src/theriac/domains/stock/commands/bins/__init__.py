"""Bins: made, changed, and goods put into them."""
