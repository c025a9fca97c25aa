"""Suppliers, and how they did."""
