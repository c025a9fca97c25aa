"""What a supplier's people meet: their own orders and price lists, and nothing else."""
