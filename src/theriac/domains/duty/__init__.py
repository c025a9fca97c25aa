"""Which responsible pharmacist is on duty at a branch: the roster, and who came and left. Tier 1.

Invariants: a turn is written once and never changed, and its end is at most its ``until``, which a
rule gave it at its beginning; nobody has two turns at one instant, at no branch; whoever began one
held a licence that day where the country wants one; only its own person begins a turn.
"""
