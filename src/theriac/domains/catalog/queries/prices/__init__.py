"""The prices and ceilings of packs, with their dates."""
