"""Customers: registering, their own pages, and blocking them."""
