"""The catalogue: products, their packs, barcodes, prices and ceilings, and the search over them.

Invariants: the base unit's pack has factor 1; a pack's factor is whole, at least 1, and frozen
once stock moved; a barcode opens one pack; prices are dated rows, never overwritten.
"""
