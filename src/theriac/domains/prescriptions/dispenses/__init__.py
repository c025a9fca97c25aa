"""Dispensing lines of prescriptions within a command that runs: the one place that lets it."""
