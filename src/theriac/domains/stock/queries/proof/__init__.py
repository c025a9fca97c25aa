"""Whether balances, snapshots and movements agree, and what the nightly proof said."""
