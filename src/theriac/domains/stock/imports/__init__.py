"""The import and export of opening stock."""
