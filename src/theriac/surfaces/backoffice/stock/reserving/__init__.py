"""What is reserved: the list, reserving by hand, one reservation."""
