"""How long the demo takes from nothing and again, and what it keeps in memory."""
