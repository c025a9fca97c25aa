"""Budgets: what may be bought in a period, of a category, of a supplier, at a branch.

What a budget has used is counted from open orders, posted receipts and credit notes, never kept.
Of orders at once that a budget has money for but one, one fits; what goes over it waits for the
approval of exactly this order and overrun, and each line that went over is noted.
"""
