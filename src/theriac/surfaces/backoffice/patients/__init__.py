"""Screens of patients. Nothing known about a person stands in an address or a page title."""
