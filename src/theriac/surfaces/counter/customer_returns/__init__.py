"""Goods that come back at a counter."""
