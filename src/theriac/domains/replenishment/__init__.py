"""What lacks and what will: minimums, alerts, wants, the expiry board, how long stock lasts.

Invariants: one alert a condition, cleared by itself; one thing stands on the want list once.
"""
