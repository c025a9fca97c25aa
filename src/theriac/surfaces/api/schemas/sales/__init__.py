"""Bodies of sales, of what counters push, and of its cases."""
