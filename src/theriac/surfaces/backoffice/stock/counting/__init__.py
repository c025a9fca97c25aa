"""Screens of counting stock."""
