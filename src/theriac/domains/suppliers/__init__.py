"""Suppliers: who a pharmacy buys from, by licence, tax number, terms and contacts. Tier 1.

Invariants: a code names one supplier; a supplier is never deleted, since documents name it, but
blocked with a reason; of each kind of licence one is kept, with its end; the people who are
reached there stand encrypted.
"""
