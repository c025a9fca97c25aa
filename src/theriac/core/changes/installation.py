"""Has the triggers of deciding tables put in place, checked at start, and lifted for a restore."""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper

from theriac.core.append_only.installation import TriggerSource, drop_triggers
from theriac.core.append_only.triggers import Trigger
from theriac.core.changes.registry import deciding_tables
from theriac.core.changes.triggers import BODY, FUNCTION, preparation, triggers_for


def keepers(connection: BaseDatabaseWrapper) -> list[Trigger]:
    """The triggers that keep each change of every deciding row."""
    return [
        trigger for table in deciding_tables() for trigger in triggers_for(connection.vendor, table)
    ]


def stop_keeping(connection: BaseDatabaseWrapper) -> None:
    """Keep no change until the next migration: rows that come back bring theirs with them."""
    present = set(connection.introspection.table_names())
    drop_triggers(connection, [one for one in keepers(connection) if one.table in present])


SOURCE = TriggerSource(keepers, preparation, {FUNCTION: BODY})
