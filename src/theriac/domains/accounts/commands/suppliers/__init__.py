"""Accounts of suppliers' people."""
