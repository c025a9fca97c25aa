"""Pure decisions of the safety checks: no database, no clock."""
