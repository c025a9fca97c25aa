"""How fast the board of prescriptions answers."""
