"""The commands of gift cards, one file a verb."""
