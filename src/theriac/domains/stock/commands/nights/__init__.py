"""What the night does: snapshots of the stock, and the proof that the books of stock agree."""
