"""Products that are in the catalogue twice: finding them, and what keeps two apart."""
