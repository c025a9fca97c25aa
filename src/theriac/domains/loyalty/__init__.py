"""Points for customers who come again: a programme, its members, the ledger of points. Tier 4.

Invariants: a member's points are the sum of the entries, which are only ever appended; a sale earns
and spends in its own transaction and at most once; returns take back what a sale earned and give
back what it spent in whole points, in whatever parts the goods come back, and all of it once all
of them are; what expires is what was earned first and not spent. Who a member is, is encrypted
under a key of their own; a patient's membership names the patient's record alone.
"""
