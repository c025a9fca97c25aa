"""Screens of background work and of the nightly check."""
