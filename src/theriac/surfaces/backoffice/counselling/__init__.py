"""Counselling of patients: recorded, listed, counted, printed."""
