"""Screens of single packs: what was refused, and the life of one serial number."""
