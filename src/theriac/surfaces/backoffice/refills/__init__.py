"""The screens of refill plans, reminders and chronic programmes."""
