"""Append-only tables: rows are added and never changed or removed, by trigger on every database.

Marking a model is enough (``AppendOnlyModel``); the triggers are put back after every
migration, and checked at start and by ``verify``.
"""
