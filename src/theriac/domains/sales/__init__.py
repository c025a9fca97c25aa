"""Sales: what was sold, for how much, how it was paid, under which number.

Invariants: a sale is one transaction and is never edited or deleted; lines, tax, rounding and
payments add up exactly; a pushed sale is never refused: what disagrees becomes a case.
"""
