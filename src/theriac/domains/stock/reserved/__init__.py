"""Writing what reservations hold: the only writers of Balance.reserved."""
