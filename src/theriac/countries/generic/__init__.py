"""A country whose statutes Theriac doesn't hold: the pharmacy enters its own rates."""
