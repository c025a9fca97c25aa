"""What developers run: tests, checks, benches, conformance, Django's own commands."""
