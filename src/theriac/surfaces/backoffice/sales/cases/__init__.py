"""Discrepancies of sales: listed, told in both versions, settled."""
