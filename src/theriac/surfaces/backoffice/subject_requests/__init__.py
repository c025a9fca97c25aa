"""Screens of the register of data subjects' requests."""
