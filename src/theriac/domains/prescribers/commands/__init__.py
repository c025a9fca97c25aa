"""What changes prescribers."""
