"""Quotations: the list, one of them, its paper."""
