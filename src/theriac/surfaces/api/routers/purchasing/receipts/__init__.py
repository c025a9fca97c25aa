"""Goods receipts: written down, read from invoices, checked, posted."""
