"""The counter: the offline-first point of sale, its program, and the addresses that it asks.

The program in ``static/counter`` sells from its own copy; ``docs/counter-protocol.md`` says what
it and the views here say to one another.
"""
