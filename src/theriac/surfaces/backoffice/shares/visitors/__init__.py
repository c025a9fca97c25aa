"""What the bearer of a share reads: pages and files of the period, and nothing that changes."""
