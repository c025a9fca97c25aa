"""Counts of stock: begun, entered, counted again, posted, and made good afterwards."""
