"""What the code as a whole must keep: sizes, layers, names, words, whole numbers."""
