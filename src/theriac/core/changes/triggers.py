"""The triggers that keep each change of a deciding row, for the three databases."""

from __future__ import annotations

from theriac.core.append_only.triggers import Trigger, folded
from theriac.core.changes.contents import content_sql, key_sql, postgresql_content
from theriac.core.changes.registry import DecidingTable

FUNCTION = "theriac_keep_change"
_NAMES, _HASHED = "TG_ARGV[1]", "TG_ARGV[2]"
BODY = f"""
DECLARE
  was_then text := ''; is_now text := ''; key_of text;
BEGIN
  IF TG_OP <> 'INSERT' THEN
    was_then := {postgresql_content("OLD", _NAMES, _HASHED)};
    key_of := replace(to_jsonb(OLD) ->> TG_ARGV[0], '-', '');
  END IF;
  IF TG_OP <> 'DELETE' THEN
    is_now := {postgresql_content("NEW", _NAMES, _HASHED)};
    key_of := replace(to_jsonb(NEW) ->> TG_ARGV[0], '-', '');
  END IF;
  IF was_then IS DISTINCT FROM is_now THEN
    INSERT INTO core_row_change (table_name, row_key, was, became, record_id, changed_at)
    VALUES (TG_TABLE_NAME, key_of, was_then, is_now,
      CAST(nullif(current_setting('theriac.record', true), '') AS uuid), clock_timestamp());
  END IF;
  RETURN NULL;
END
"""  # noqa: S608
"""What PostgreSQL's function does: its arguments are the key, the columns, those hashed."""
_INSTANT = {"sqlite": "strftime('%Y-%m-%d %H:%M:%f', 'now')", "mysql": "UTC_TIMESTAMP(6)"}
_RECORD = {"sqlite": "theriac_record()", "mysql": "@theriac_record"}


def preparation(vendor: str) -> list[str]:
    """Statements to run once before triggers are created."""
    if vendor != "postgresql":
        return []
    return [
        f"CREATE OR REPLACE FUNCTION {FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS $${BODY}$$"
    ]


def triggers_for(vendor: str, table: DecidingTable) -> list[Trigger]:
    """The triggers that keep each change of a table on this kind of database."""
    if vendor == "postgresql":
        return [_postgresql(table)]
    was, became = (content_sql(vendor, table, row) for row in ("OLD", "NEW"))
    old, new = (key_sql(vendor, table, row) for row in ("OLD", "NEW"))
    build = {"sqlite": _sqlite, "mysql": _mariadb}[vendor]
    return [
        build(table.table, "INSERT", new, "''", became),
        build(table.table, "UPDATE", new, was, became),
        build(table.table, "DELETE", old, was, "''"),
    ]


def _kept(vendor: str, table: str, key: str, was: str, became: str) -> str:
    return (
        "INSERT INTO core_row_change "  # noqa: S608
        "(table_name, row_key, was, became, record_id, changed_at) "
        f"VALUES ('{table}', {key}, {was}, {became}, {_RECORD[vendor]}, {_INSTANT[vendor]})"
    )


def _sqlite(table: str, verb: str, key: str, was: str, became: str) -> Trigger:
    name = f"{table}_kept_{verb.lower()}"
    changed = f"WHEN {was} IS NOT {became} " if verb == "UPDATE" else ""
    body = _kept("sqlite", table, key, was, became)
    create = folded(f'CREATE TRIGGER {name} AFTER {verb} ON "{table}" {changed}BEGIN {body}; END')
    return Trigger(name, table, create, create)


def _mariadb(table: str, verb: str, key: str, was: str, became: str) -> Trigger:
    body = _kept("mysql", table, key, was, became)
    if verb == "UPDATE":
        body = f"IF NOT (BINARY {was} <=> BINARY {became}) THEN {body}; END IF"
    name = f"{table}_kept_{verb.lower()}"
    create = f"CREATE TRIGGER {name} AFTER {verb} ON `{table}` FOR EACH ROW {body}"
    return Trigger(name, table, create, f"{table} AFTER {verb} {body}")


def _postgresql(table: DecidingTable) -> Trigger:
    """In the words in which ``pg_get_triggerdef`` tells it, but for the quotes."""
    given = f"'{table.key}', '{','.join(table.columns)}', '{','.join(table.hashed)}'"
    name = f"{table.table}_kept"
    create = (
        f'CREATE TRIGGER {name} AFTER INSERT OR DELETE OR UPDATE ON "{table.table}" '
        f"FOR EACH ROW EXECUTE FUNCTION {FUNCTION}({given})"
    )
    return Trigger(name, table.table, create, create.replace('"', ""))
