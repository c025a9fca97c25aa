"""What changes interventions, one verb a file."""
