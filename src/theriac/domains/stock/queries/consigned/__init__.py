"""Consigned goods: what of them was sold and falls due, and what is still the supplier's."""
