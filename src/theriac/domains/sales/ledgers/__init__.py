"""Ledgers of customers that bear a part of a sale: credit accounts, gift cards, members' points.

Each module says of one ledger what a program asks of it, what a device tells it, and what a return
gives back. Who records a sale or a return calls ``together`` alone, which asks them in one order.
"""
