"""Buying: goods receipts, from the lorry to the shelf. Tier 5.

Invariants: only a posted receipt moves a delivery into stock; what is posted never changes, a
counter-document answers it; the costs of a receipt's batches add up to what the document costs;
its numbers have no gap within a branch and year.
"""
