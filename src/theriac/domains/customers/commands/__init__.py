"""What changes customers' accounts."""
