"""Screens of destructions: the list, writing one, signing it, its certificate."""
