"""Pure decisions on promotions; the counter's ``domain/promotions`` is their twin.

Both meet ``contracts/vectors/promotions.json``.
"""
