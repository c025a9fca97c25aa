"""Safety alerts at the sale's doors: what a sale says of them, what stands unanswered."""
