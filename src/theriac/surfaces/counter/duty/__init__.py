"""Signing on to duty and off at a counter."""
