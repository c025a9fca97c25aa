"""Screens of recalls: the list, opening one in one scan, its page, its file on paper."""
