"""The import and export of products."""
