"""Approvals: what was approved, the limits, the rules for who works alone."""
