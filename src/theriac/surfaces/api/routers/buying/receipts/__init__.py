"""Goods receipts: written down, checked, posted, reversed."""
