"""Transfers, one step a file."""
