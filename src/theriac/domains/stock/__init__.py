"""Stock as a ledger: batches, places, movements and the balances they add up to.

Invariants: every change is a movement between two places (the outside world is one), appended
and never changed; for each batch in each place the balance equals its movements and is never
below zero; expired and held batches aren't allocated to a sale.
"""
