"""Lost sales: what was asked for and not in stock."""
