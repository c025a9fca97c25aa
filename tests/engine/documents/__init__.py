"""Makes offers and delivery invoices with known content, in layouts drawn from a grammar."""
