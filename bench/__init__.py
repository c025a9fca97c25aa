"""Measurements; each prints figures and ratios, and one JSON object as its last line."""
