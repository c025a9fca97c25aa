"""Conflicts of every kind that wait for somebody, in one list."""
