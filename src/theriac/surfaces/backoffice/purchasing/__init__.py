"""Buying: goods receipts, and returns to suppliers."""
