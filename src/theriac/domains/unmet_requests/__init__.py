"""What somebody asked for and a branch hadn't: recorded at the counter, listed, wanted. Tier 2.

Invariants: a request that a device told is kept once, however often it is sent; one that became
an entry of the want list names it, and one that was dismissed says why.
"""
