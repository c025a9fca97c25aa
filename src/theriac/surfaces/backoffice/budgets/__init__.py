"""Budgets: what each has used, on order and left, and what counted."""
