"""The ledger as it is looked at: movements, the past, value, proof."""
