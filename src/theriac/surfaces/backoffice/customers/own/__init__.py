"""What a customer meets: their own account and nothing else."""
