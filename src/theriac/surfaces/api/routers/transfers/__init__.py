"""Transfers, and what is suggested to be sent."""
