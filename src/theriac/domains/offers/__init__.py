"""What suppliers offer: read, fed or typed; matched to products; what a unit truly costs. Tier 4.

Invariants: a line counts only if a person confirmed it, its offer is confirmed and not
withdrawn, both are valid on the day, and the supplier isn't blocked; what was confirmed is sealed
with a hash of every line and never changes; one file stands once at a branch. No order is known
here.
"""
