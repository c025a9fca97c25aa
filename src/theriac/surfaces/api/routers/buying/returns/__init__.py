"""Returns to suppliers: put together, sent, credited, settled."""
