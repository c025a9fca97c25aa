"""A delivery from its first scan to the shelf, and back."""
