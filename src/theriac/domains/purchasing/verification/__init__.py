"""What must always be true of buying, one file a part, recomputed from the rows."""
