"""Baskets that wait at a branch, to be fetched on any of its counters. Tier 6, above sales.

Invariants: a basket is fetched by one counter; what has it is the counter that parked or fetched it
last; none waits that was sold. Nothing is reserved by it, and its content is sealed to the branch.
"""
