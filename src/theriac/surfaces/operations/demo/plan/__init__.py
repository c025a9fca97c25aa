"""What the demo pharmacy holds and sells, decided from a seed and a date: pure, no database."""
