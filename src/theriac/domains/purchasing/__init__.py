"""Buying: goods receipts, returns to suppliers, payments for consigned goods. Tier 5.

Invariants: only a posted receipt moves a delivery into stock; what is posted never changes, a
counter-document answers it; the costs of a receipt's batches add up to what the document costs;
its numbers have no gap within a branch and year. Payments for consigned goods have periods that
touch and never overlap, so that no unit is paid twice.
"""
