"""Tickets of people who wait at a branch: taken, called in their order, seen on a screen.

Invariants: the numbers of a kind and day have no gap; a ticket is called by one counter; none names
a person.
"""
