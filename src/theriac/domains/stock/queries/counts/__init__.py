"""Counts of stock as people and programs read them."""
