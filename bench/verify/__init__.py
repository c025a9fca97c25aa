"""Row OPS' nightly check: verify over a year of a busy chain's movements."""
