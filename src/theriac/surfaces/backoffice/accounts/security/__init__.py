"""Screens of security events and of where people are signed in."""
