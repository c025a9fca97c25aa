"""What the change feed sends: documents, positions, snapshots and changes."""
