"""Destroying stock: written by one person, signed by two witnesses, then posted."""
