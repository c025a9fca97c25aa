"""The pharmacy's own abbreviations: listed, added, edited, deleted."""
