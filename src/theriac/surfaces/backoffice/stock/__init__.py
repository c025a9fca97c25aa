"""Screens of stock: levels, batches, the stock card, changes with their reasons."""
