"""Seeing to alerts: who does it, and that somebody knows."""
