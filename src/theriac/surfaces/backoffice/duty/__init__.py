"""Duty of pharmacists: the roster of a week, signing on and off, the turns that were."""
