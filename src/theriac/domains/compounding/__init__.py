"""Compounding (racikan): batches of ingredients become a batch that the pharmacy made.

Invariants: what is made is worth what went into it, to the minor unit; it is sold only once a
second person checked it, and never after its beyond-use date.
"""
