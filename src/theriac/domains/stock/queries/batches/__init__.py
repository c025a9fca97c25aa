"""Batches as they are read."""
