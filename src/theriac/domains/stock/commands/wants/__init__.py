"""The want list: what lacks is noted, changed, taken for an order, removed."""
