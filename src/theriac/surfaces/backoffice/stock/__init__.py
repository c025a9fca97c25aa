"""Screens of stock: levels, batches, the stock card, receiving, changes with their reasons."""
