"""Recalls, their letters, public lists."""
