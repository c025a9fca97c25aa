"""Credit notes that a counter wrote itself, in numbers of a series that it owns."""
