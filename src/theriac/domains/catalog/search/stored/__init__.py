"""What the search keeps in the database, and each process's copy of it."""
