"""Bodies of the catalogue."""
