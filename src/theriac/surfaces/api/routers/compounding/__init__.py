"""Compounding: preparations, and the formulas that they begin from."""
