"""Labels: what stands on one, and those of batches. ``core/drawing`` draws them."""
