"""What people and programs read of tills."""
