"""Shares of the books: made and ended by staff, read by their bearers in ``visitors``."""
