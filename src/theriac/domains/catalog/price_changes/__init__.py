"""Changing many prices together: the rule, what it makes of each pack, what is asked first."""
