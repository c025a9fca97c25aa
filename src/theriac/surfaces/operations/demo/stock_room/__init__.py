"""Counts, registers and transfers of the demo's stock room."""
