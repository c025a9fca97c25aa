"""Screens of prescribers: the list, one of them, the form, duplicates."""
