"""The screen of consigned goods."""
