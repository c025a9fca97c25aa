"""One package an outside system or network; it implements the port of the domain that needs it."""
