"""Customers who register themselves, where the pharmacy turns it on.

Invariants: no account exists before its address is confirmed; a customer holds no right of the
staff; who they are is encrypted under a key of their own, and the address that they sign in with
is found by a keyed hash; erasing them destroys the key and ends the account.
"""
