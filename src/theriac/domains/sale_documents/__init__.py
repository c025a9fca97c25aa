"""Papers of sales and credit notes: what they say, as data; each copy counted; their sending.

Invariants: a paper says what was sold and never changes it; a sale's original is issued once, and
whatever is issued of it again is a copy with the next number; a sale's buyer is named once.
"""
