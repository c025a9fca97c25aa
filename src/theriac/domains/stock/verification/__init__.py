"""What must always be true of stock, one file a part, recomputed from the rows."""
