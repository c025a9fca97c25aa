"""Pure decisions of refills."""
