"""The screens of controlled medicines."""
