"""Recalled stock, and stock that leaves for good."""
