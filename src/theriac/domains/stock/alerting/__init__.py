"""Alerts of stock: one a condition, not one an event; cleared by themselves."""
