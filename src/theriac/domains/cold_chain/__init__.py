"""Cold places: their sensors, readings, excursions and what becomes of goods that were in them.

Invariants: the same reading counts once, in whatever order readings come; what lay in a place
during an excursion is held until somebody assessed it.
"""
