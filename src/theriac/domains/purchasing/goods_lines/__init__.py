"""The lines of a delivery while they are counted: what of them still awaits its batch."""
