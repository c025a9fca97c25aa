"""What must always be true of buying, recomputed from the rows."""
