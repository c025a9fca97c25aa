"""Reserving stock, and settling what was reserved."""
