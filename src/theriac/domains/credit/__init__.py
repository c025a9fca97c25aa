"""Customers who pay later: credit accounts with a limit, what they owe, and their payments. Tier 4.

Invariants: what an account owes is the sum of its entries, which are only ever appended; a sale is
charged in its own transaction, and one that a program asks for never passes the limit unless
somebody approved it; all accounts together owe what the books' receivables say, branch by branch;
payments settle the oldest charges first. Who an organisation is, is encrypted under a key of the
account's own; a patient's account names the patient's record alone.
"""
