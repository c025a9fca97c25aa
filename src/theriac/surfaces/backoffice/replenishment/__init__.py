"""The screens of what lacks and what expires."""
