"""What changes electronic prescriptions, one verb a file."""
