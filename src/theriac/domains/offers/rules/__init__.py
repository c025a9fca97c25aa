"""Pure decisions about offers."""
