"""A document in words: lines, taxes, sums, and a specimen."""
