"""How a sale comes about: what was asked, the basket, its grounds, number, rows and news."""
