"""Lists in pages: declared filters and sorts, and places that travel as sealed words."""
