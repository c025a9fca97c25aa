"""What is printed of a prescription: labels, copies, owing slips, leaflets; from plain facts."""
