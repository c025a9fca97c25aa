"""The screens of credit accounts."""
