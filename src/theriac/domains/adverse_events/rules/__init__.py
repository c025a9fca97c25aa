"""What can be said of an adverse event, and how its cause is judged: pure."""
