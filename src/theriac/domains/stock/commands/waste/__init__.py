"""Logging old medicines that people bring back."""
