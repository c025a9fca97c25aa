"""Medicines without a maker: what a product's own texts say of its generic. Pure."""
