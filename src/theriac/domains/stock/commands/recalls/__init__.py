"""What is done in a recall: opened, units found, brought back or missing, letters, closed."""
