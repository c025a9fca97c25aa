"""What is told of prescribers, what finds them, and who may be the same: pure."""
