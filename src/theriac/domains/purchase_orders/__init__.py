"""Purchase orders: what was ordered of suppliers, what of it came, and what is still open.

Placing an order commits its money and takes the branch's next number without a gap; each receipt
spends its part of the commitment, once, in the receipt's own transaction; cancelling the rest
releases what is left. What was ordered never changes.
"""
