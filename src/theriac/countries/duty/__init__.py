"""Where a country wants a responsible pharmacist on duty, and by which licence one is."""
