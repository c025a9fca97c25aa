"""Buying: suppliers, goods receipts, goods returned."""
