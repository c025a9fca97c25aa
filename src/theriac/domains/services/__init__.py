"""Services at a branch: offered, booked, recorded, billed. Tier 6.

Above sales, because what was done names the sale that billed it.

Invariants: no more appointments of a service stand at a time than it has places. What was recorded
is never changed: a correction is a further record that names the first. A unit of a sale's line
bills one record. Values, doses and remarks are encrypted under the patient's key.
"""
