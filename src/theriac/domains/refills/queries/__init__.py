"""What reads refill plans, reminders and programmes."""
