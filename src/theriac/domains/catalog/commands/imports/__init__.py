"""An import of a file: handed in, begun, and what a person does with it."""
