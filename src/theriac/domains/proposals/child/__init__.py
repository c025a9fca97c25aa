"""Plans are worked out in a process of their own, with bounds on time and memory."""
