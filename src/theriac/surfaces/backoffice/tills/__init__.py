"""The screens of tills."""
