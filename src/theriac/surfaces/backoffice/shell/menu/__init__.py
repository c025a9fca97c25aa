"""The menu: its ten areas, and how one person's is drawn."""
