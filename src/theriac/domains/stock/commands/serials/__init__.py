"""Keeping which single packs came, were sold, and came back."""
