"""Goods between places and branches."""
