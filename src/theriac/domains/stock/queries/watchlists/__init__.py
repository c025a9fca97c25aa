"""What is read of public lists: the lists, their findings, the text of a list."""
