"""What it takes to say which product each line of an offer is."""
