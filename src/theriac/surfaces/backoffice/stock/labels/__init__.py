"""Printing labels of batches, and opening a batch by its label."""
