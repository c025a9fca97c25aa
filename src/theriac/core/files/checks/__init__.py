"""What a file must pass before it is kept: one kind only, nothing that acts, no known harm."""
