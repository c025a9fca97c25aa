"""What Django's ORM doesn't give: fair writing on SQLite, set-wise inserts, guarded changes."""
