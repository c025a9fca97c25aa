"""What is decided about patients without a database: names, sounds, numbers, likeness."""
