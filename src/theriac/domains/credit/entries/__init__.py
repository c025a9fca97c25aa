"""What documents add to accounts and take from them: rows, charges of sales, money."""
