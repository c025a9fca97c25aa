"""Promotions and coupons: what a pharmacy takes off its prices by a rule, and which rule is best.

Invariants: a line has one promotion at most, and what it gives is never more than the line; nothing
is given on registered medicines; a coupon is redeemed at most as often as it has uses, except where
a counter without network did so, which is a case. What a promotion gives never changes once it
stands.
"""
