"""What changes reports of adverse events, one verb a file."""
