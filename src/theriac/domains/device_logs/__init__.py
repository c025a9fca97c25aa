"""What devices logged of each document that they made, and where that doesn't agree. Tier 6.

Invariants: an entry is kept as its device told it, once; a document that isn't what its entry says,
an entry that is missing, a log that was written anew and a document without an entry are findings,
each opened once, which a person settles. No sale is refused for any of them.
"""
