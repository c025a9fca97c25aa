"""What customers return: goods to their batches, money by the way it was paid, a credit note.

Invariants: of each line of a sale, and of each batch that it took, no more comes back than was
sold; the parts of a line add up to its amount and tax, those of a sale to what was paid; a credit
note is appended and never changed, and its numbers have no gap.
"""
