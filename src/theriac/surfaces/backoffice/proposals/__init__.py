"""Purchase proposals: what to buy under a limit, why, and its approval."""
