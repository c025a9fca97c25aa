"""Theriac: one platform for a pharmacy or a chain of them."""

__version__ = "0.1.0"
