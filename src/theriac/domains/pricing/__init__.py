"""What a sale costs: prices by pack, batch, branch and moment, ceilings, discount, tax, payment.

Invariants: money is whole minor units; a line is rounded once; no line is above its batch's MRP
or its product's HET; lines, tax and rounding add up to the total, payments less change too.
"""
