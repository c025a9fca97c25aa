"""Codes to link: what counters kept for the office."""
