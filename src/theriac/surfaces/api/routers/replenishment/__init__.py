"""What lacks and what expires: minimums, alerts, wants."""
