"""Bodies of suppliers, receipts and returns."""
