"""Screens of imports: file, columns, check, done."""
