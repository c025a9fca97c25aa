"""Stock: levels, batches, movements, minimums."""
