"""The trail, the history of a record, and the seal."""
