"""Suppliers as others read them."""
