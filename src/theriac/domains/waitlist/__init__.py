"""Who waits for goods that a branch hasn't enough of, in a line by priority and time. Tier 4.

Invariants: nobody behind is offered goods before who is in front of them; an offer is a standing
reservation of stock, so no unit is offered twice; an offer follows its reservation: sold it is
served, released its person left, lapsed it expired, and the next in line is served in the same
transaction. Someone waits as a patient's record or by the number of a ticket, never by a
telephone number or a name.
"""
