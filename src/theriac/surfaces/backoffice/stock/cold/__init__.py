"""The cold chain: sensors, what they said, excursions and what became of the goods."""
