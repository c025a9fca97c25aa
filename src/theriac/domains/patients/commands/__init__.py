"""What changes or opens patients' records: one file a verb."""
