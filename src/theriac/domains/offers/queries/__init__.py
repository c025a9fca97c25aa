"""What is read of offers."""
