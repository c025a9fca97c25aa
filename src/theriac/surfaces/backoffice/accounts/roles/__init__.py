"""Screens of roles: all of them, one with who holds it, making and changing one."""
