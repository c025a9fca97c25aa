"""The commands of customers' returns, one file a verb."""
