"""Clinical interventions: recorded, listed, counted, with their outcome."""
