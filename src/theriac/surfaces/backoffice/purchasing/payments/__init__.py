"""Bills of suppliers, and payments to them."""
