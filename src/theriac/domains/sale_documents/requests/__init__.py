"""Wishes to send papers: of which kinds, as they are read, and what goes with them."""
