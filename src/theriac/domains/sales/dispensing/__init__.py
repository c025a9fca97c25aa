"""Sales that are made on prescriptions: they dispense its lines in the sale's own transaction."""
