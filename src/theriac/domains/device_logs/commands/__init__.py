"""What changes device logs and their findings."""
