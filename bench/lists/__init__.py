"""Row CAT-14: what a list of 50,000 rows costs beside one of 500."""
