"""Screens of terminals, branches and the pharmacy's settings."""
