"""Baskets that more than one counter may fetch: parked, and quoted."""
