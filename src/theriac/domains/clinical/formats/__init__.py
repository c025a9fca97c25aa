"""Files of knowledge, known by their columns: our own form, and those that a pharmacy licenses.

Each reader is pure: a row by its columns' names becomes lines, or says what isn't understood.
"""
