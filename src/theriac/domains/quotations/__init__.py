"""Quotations: what goods would cost, promised until a day, and the sale that one becomes.

Invariants: a quotation moves no stock and is never edited; its numbers have no gap; it becomes one
sale at most, which is named while a counter's basket has it.
"""
