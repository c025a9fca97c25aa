"""The cold chain: sensors set up, readings recorded, excursions assessed."""
