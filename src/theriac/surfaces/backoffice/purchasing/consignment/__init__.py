"""Payments to suppliers for consigned goods."""
