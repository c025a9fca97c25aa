"""Returns that pharmacies give to the tax office: pure functions over documents."""
