"""Screens of staff, roles and API keys."""
