"""Where the goods of a pushed sale come from: printed batches, quotas, what was reserved, found."""
