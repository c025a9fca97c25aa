"""Single packs told apart by their serial numbers (GS1 AI 21): came, sold, back, refused.

Invariants: a pack is sold once until it comes back, whoever tries at the same moment; a refusal at
a counter is kept; a national system is asked besides the own book, never instead of it.
"""
