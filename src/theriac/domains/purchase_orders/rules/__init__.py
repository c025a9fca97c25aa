"""Pure rules of purchase orders."""
