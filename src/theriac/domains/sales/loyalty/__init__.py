"""Points of a sale: what it earns, what points pay; asked by a program, told by a device."""
