"""Prices of a product: listed, set from an instant on, and changed where they stand."""
