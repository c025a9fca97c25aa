"""Transfers as they are read."""
