"""Bins: which there are, what belongs in them and what lies there."""
