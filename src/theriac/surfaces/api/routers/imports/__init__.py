"""The operations on imports: files and columns, steps, problems."""
