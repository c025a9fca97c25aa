"""What tells persons apart: parts of names, how they sound, telephone numbers. Pure."""
