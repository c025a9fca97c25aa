"""The screens of compounding."""
