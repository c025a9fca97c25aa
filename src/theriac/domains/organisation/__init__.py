"""The pharmacy, its branches and terminals, their document series and settings.

Invariants: a terminal belongs to one branch; each of its series starts at 1, has a prefix of
its own, and is numbered without a shared counter; settings change with a history.
"""
