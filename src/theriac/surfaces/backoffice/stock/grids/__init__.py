"""Grids in which the lines of a document are typed, scanned or pasted."""
