"""Deciding rows against what the trail knows of them, for ``verify``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.db import connections, models, router
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils.translation import gettext_lazy as _

from theriac.core.changes.contents import content_sql, key_sql, read_content
from theriac.core.changes.models import RowChange
from theriac.core.changes.registry import DecidingTable, deciding_tables
from theriac.core.verification.registry import MOST_EXAMPLES, Findings, finding, verifies

DIFFERS = finding(
    "changes.differs",
    _(
        "The row %(table)s %(row)s was changed outside the system, and the audit log doesn't "
        "show by whom: %(change)s."
    ),
)
UNKNOWN = finding(
    "changes.unknown",
    _("The row %(table)s %(row)s was added outside the system: it isn't in the audit log."),
)
GONE = finding(
    "changes.gone",
    _(
        "The row %(table)s %(row)s was removed outside the system: the removal "
        "isn't in the audit log."
    ),
)
BROKEN = finding(
    "changes.broken",
    _(
        "The row %(table)s %(row)s was changed outside the system before change %(number)s, "
        "which starts from different content: %(change)s."
    ),
)
UNEXPLAINED = finding(
    "changes.unexplained",
    _("The row %(table)s %(row)s was changed on %(day)s outside the system: %(change)s."),
)
MOST_TOLD = 200
"""Characters of a change that a finding shows."""


@verifies("changes.rows")
def deciding_rows_are_as_the_trail_knows_them(findings: Findings) -> None:
    """Each deciding row is as its last change left it; none is there, or gone, without one."""
    for table in _that_hold_something(deciding_tables()):
        _look_at(findings, table)
        if _is_full(findings):
            return


@verifies("changes.chain")
def each_change_is_explained(findings: Findings) -> None:
    """Each change begins from what the one before it left, and a command's record explains it."""
    findings.look(RowChange.objects.count())
    lacking = (
        "SELECT table_name, row_key, was, became, changed_at FROM core_row_change c "
        "WHERE record_id IS NULL OR NOT EXISTS "
        "(SELECT 1 FROM core_audit_record a WHERE a.id = c.record_id) "
        "ORDER BY c.id LIMIT %s"
    )
    for name, key, was, became, changed_at in _rows(lacking, MOST_EXAMPLES):
        day, change = str(changed_at)[:16], changed(name, was, became)
        findings.violate(UNEXPLAINED, table=name, row=_shown(key), day=day, change=change)
    broken = (
        "SELECT c.id, c.table_name, c.row_key, c.left_as, c.was FROM (SELECT id, table_name, "
        "row_key, was, LAG(became) OVER (PARTITION BY table_name, row_key ORDER BY id) AS left_as "
        "FROM core_row_change) c WHERE c.was <> COALESCE(c.left_as, '') AND c.id > %s "
        "ORDER BY c.id LIMIT 1000"
    )
    for number, name, key, left_as, was in _in_pieces(broken):
        change = changed(name, left_as or "", was)
        if change:
            findings.violate(BROKEN, table=name, row=_shown(key), number=number, change=change)
            if _is_full(findings):
                return


def _that_hold_something(tables: Sequence[DecidingTable]) -> list[DecidingTable]:
    """Those with a row, or a change of one; all are asked at once, and most hold none at first."""
    quoted = _connection().ops.quote_name
    asked = " UNION ALL ".join(
        f"SELECT {number} FROM (SELECT 1) one WHERE EXISTS (SELECT 1 FROM {quoted(one.table)}) "  # noqa: S608
        f"OR EXISTS (SELECT 1 FROM core_row_change WHERE table_name = '{one.table}')"
        for number, one in enumerate(tables)
    )
    return [tables[number] for number in sorted(number for (number,) in _rows(asked))]


def _look_at(findings: Findings, table: DecidingTable) -> None:
    connection = _connection()
    name = connection.ops.quote_name(table.table)
    content = content_sql(connection.vendor, table, "t")
    key = key_sql(connection.vendor, table, "t")
    last = (
        "(SELECT MAX(l.id) FROM core_row_change l "  # noqa: S608
        f"WHERE l.table_name = '{table.table}' AND l.row_key = "
    )
    there = _keys(f"SELECT {key} FROM {name} t")  # noqa: S608
    findings.look(len(there))
    of_table = f"FROM core_row_change c WHERE c.table_name = '{table.table}'"
    for row in sorted(there - _keys(f"SELECT DISTINCT c.row_key {of_table}"))[:MOST_EXAMPLES]:
        findings.violate(UNKNOWN, table=table.table, row=_shown(row))
    left = f"SELECT c.row_key {of_table} AND c.became <> '' AND c.id = {last}c.row_key)"
    for row in sorted(_keys(left) - there)[:MOST_EXAMPLES]:
        findings.violate(GONE, table=table.table, row=_shown(row))
    other = (
        f"SELECT c.id, {key}, c.became, {content} FROM {name} t "  # noqa: S608
        f"JOIN core_row_change c ON c.id = {last}{key}) "
        f"WHERE {_differs(connection, content)} AND c.id > %s ORDER BY c.id LIMIT 1000"
    )
    for _number, row, known, now in _in_pieces(other):
        change = changed(table.table, known, now)
        if change:
            findings.violate(DIFFERS, table=table.table, row=_shown(row), change=change)
            if _is_full(findings):
                return


def _keys(sql: str) -> set[str]:
    """The keys that a query finds; compared here, since SQLite would look through a table a key."""
    return {row for (row,) in _rows(sql)}


def _differs(connection: BaseDatabaseWrapper, content: str) -> str:
    if connection.vendor == "mysql":
        return f"NOT (BINARY c.became <=> BINARY {content})"
    return f"c.became <> {content}"


def changed(table: str, was: str, became: str) -> str:
    """What a change did, column by column, such as ``expires_on 2026-01-31 → 2030-12-31``.

    Empty where both tell the same row, however each database writes it.
    """
    before, after = (read_content(table, text) for text in (was, became))
    names = [name for name in {**before, **after} if before.get(name) != after.get(name)]
    told = (f"{name} {_told(before, name)} → {_told(after, name)}" for name in sorted(names))
    return ", ".join(told)[:MOST_TOLD]


def _told(content: dict[str, Any], name: str) -> str:
    value = content.get(name)
    return "–" if value is None else str(value)


def _is_full(findings: Findings) -> bool:
    return len(findings.found) >= MOST_EXAMPLES


def _in_pieces(sql: str) -> Iterator[Any]:
    """The rows of a query that begins after a change's id and tells it first."""
    reached = 0
    while rows := _rows(sql, reached):
        yield from rows
        reached = rows[-1][0]


def _shown(key: str) -> str:
    """An id as people know it: SQLite keeps it without hyphens."""
    if len(key) == 32:
        return f"{key[:8]}-{key[8:12]}-{key[12:16]}-{key[16:20]}-{key[20:]}"
    return key


def _rows(sql: str, *values: int) -> Sequence[Any]:
    with _connection().cursor() as cursor:
        cursor.execute(sql, values)
        found: Sequence[Any] = cursor.fetchall()
        return found


def _connection() -> BaseDatabaseWrapper:
    return connections[router.db_for_read(models.Model)]
