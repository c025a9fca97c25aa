"""Transfers between branches and into quarantine: written, approved, sent, received, settled.

Invariants: what was sent is on the way until it was received or explained; a batch that can't be
sold goes to no shelf.
"""
