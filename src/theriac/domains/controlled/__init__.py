"""Registers of controlled medicines: a numbered line for each movement in or out. Tier 3.

Invariants: each movement of a registered batch into or out of a branch leaves one line there, in
its own transaction, whatever door it came through; the numbers of a register run without gaps;
its balance is the ledger's, batch for batch, at every instant; lines are never changed: a
correction is a movement of its own, whose line names the one that it corrects.
"""
