"""The commands of credit accounts, one file a verb."""
