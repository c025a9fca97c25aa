"""Bodies of recalls, letters and public lists."""
