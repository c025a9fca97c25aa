"""What changes refill plans, reminders and programmes."""
