"""Lifts triggers for a test that breaks what they guard."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from theriac.core.append_only.installation import drop_triggers, install_triggers, triggers_of
from theriac.core.append_only.models import AppendOnlyModel, append_only_models
from theriac.core.changes.installation import stop_keeping


@contextmanager
def lifted(
    connection: BaseDatabaseWrapper, only: Sequence[type[AppendOnlyModel]] | None = None
) -> Iterator[None]:
    """Lift the triggers inside the block, of all tables or of these, and put them back."""
    models = append_only_models() if only is None else only
    triggers = [one for model in models for one in triggers_of(connection, model)]
    with at_once(connection):
        drop_triggers(connection, triggers)
    try:
        yield
    finally:
        # Not by what is missing: to ask MariaDB for its triggers costs more than all of this.
        with at_once(connection), connection.cursor() as cursor:
            for one in triggers:
                cursor.execute(one.create)


def at_once(connection: BaseDatabaseWrapper) -> AbstractContextManager[object]:
    """One transaction for many changes of the schema: a quarter of the time. MariaDB has none."""
    if not connection.features.can_rollback_ddl:
        return nullcontext()
    return transaction.atomic(using=connection.alias)


@contextmanager
def unkept(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Lift the triggers that keep each change of a deciding row, and put them back."""
    stop_keeping(connection)
    try:
        yield
    finally:
        install_triggers(connection)
