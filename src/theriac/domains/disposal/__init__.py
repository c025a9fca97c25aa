"""Disposal: stock destroyed before two witnesses, and old medicines that people bring back.

Invariants: a destruction is posted with the second witness's signature and not before; what people
bring back never becomes stock.
"""
