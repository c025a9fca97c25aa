"""What people enter themselves, and the closing of periods."""
