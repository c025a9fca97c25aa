"""Cards at a counter: those that collect points, and those that hold money."""
