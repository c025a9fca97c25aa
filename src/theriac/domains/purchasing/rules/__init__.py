"""Pure decisions of buying: what a batch costs, what a delivery lacks, what it may be sold for."""
