"""A sale that a counter made already: what it says, its rows, what the books disagree about."""
