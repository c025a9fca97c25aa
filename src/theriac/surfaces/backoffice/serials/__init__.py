"""The screens of single packs."""
