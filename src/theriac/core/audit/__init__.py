"""The audit trail: every command leaves one record, in its own transaction, for ever."""
