"""What changes the register: one record from the arrival to the answer."""
