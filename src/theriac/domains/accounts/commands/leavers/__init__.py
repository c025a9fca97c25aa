"""People who left: what is kept of them is given out, and erased when no law needs it."""
