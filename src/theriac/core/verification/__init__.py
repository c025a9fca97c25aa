"""Self-verification: each domain registers recomputations of what must always be true."""
