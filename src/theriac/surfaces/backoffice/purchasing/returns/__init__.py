"""Screens of returns to suppliers: the list, one return, its lines and its credit."""
