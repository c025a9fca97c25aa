"""The screens of what is reserved."""
