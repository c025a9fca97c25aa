"""The ledger as it is read: balances, movements, snapshots, and whether they agree."""
