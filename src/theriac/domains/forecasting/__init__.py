"""What will be asked for: the daily demand of each product at each branch, kept from the ledger.

Invariants: a day's units are what the branch sold on it by the clock of the goods, whenever that
arrived; a day on which nothing lay there to be sold is marked, and counts for no rate.
"""
