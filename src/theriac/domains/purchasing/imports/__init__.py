"""The import of bills that were owed before the books began."""
