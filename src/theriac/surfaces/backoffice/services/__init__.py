"""Services: what the branch offers, appointments, what was measured or given, its bill."""
