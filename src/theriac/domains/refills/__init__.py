"""Refill plans of medicines that people go on taking, reminders, and who is late. Tier 4.

Above prescriptions and the waitlist. Invariants: a plan's next due day is that of
``rules.coverage.runs_out`` over what was given and stands; a plan has one open reminder at most,
and that one basket at most, however often somebody answers yes; nothing is begun or kept for a plan
whose prescription gives no more. A plan names its patient by the id of the record alone.
"""
