"""The cash of terminals: sessions with float, moves, blind counts and closings. Tier 6.

Invariants: a terminal has at most one open session; expected cash is the float, plus cash received,
less change and refunds, with the session's moves, derived from the rows; a closing is taken
whenever it arrives and neither skips nor waits for a sale; what is posted as the variance, with its
corrections, is what was counted less what is expected now.
"""
