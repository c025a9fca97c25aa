"""Screens of generics: their brands, equivalents of a product, and products without one."""
