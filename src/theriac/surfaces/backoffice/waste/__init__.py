"""Screens of old medicines that people bring back: the log, an entry, the months."""
