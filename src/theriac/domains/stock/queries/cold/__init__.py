"""The cold chain as it is read: sensors, readings by day, excursions."""
