"""What the cells of a column say: by their looks, by sums, and where they belie its heading."""
