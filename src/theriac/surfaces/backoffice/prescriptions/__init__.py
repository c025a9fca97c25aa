"""Prescriptions: the board, taking in, one with its lines and steps, pictures, reasons."""
