"""The screens of what is asked for."""
