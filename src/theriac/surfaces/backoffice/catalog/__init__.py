"""Screens of the catalogue: products with their packs, codes, prices and pictures."""
