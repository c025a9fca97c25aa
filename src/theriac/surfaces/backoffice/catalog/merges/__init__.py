"""Products that are in the catalogue twice: found, compared, merged, and taken apart again."""
