"""Lifts the triggers of append-only tables for a test that breaks what they guard."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from django.db.backends.base.base import BaseDatabaseWrapper

from theriac.core.append_only.installation import install_triggers, triggers_of
from theriac.core.append_only.models import AppendOnlyModel, append_only_models
from theriac.core.append_only.triggers import drop_statement


@contextmanager
def lifted(
    connection: BaseDatabaseWrapper, only: Sequence[type[AppendOnlyModel]] | None = None
) -> Iterator[None]:
    """Lift the triggers inside the block, of all tables or of these, and put them back."""
    models = append_only_models() if only is None else only
    with connection.cursor() as cursor:
        for trigger in (one for model in models for one in triggers_of(connection, model)):
            cursor.execute(drop_statement(connection.vendor, trigger))
    try:
        yield
    finally:
        install_triggers(connection)
