"""Requests of data subjects: one record from the arrival to the answer.

Invariants: the deadline is that of the country's rule on the day of the arrival, and is prolonged
once at most; an answer is given once, a refusal with the reason in law; what somebody told of
themselves is encrypted under their own key, or under the request's while nobody knows who they
are, and goes with the erasure of the person or after its period, while the bare facts stay.
"""
