"""Batches: the list, one with its life, its changes, and the ones that a label names."""
