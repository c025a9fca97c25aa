"""The triggers' names and texts for the three databases.

SQLite: REPLACE deletes silently unless recursive triggers are on, so an insert over an existing
id is refused too. PostgreSQL also refuses TRUNCATE; MariaDB has no trigger for it, so there the
application's account must not hold DROP (checked at start in production).
"""

from __future__ import annotations

from dataclasses import dataclass

FUNCTION = "theriac_refuse_change"
MESSAGE = "append-only: rows here are never changed or deleted"


@dataclass(frozen=True, slots=True)
class Trigger:
    """One trigger: its name, its table and the statement that creates it."""

    name: str
    table: str
    create: str


def triggers_for(
    vendor: str, table: str, kept_days: int | None = None, since: str = "recorded_at"
) -> list[Trigger]:
    """The triggers that guard ``table`` on this kind of database.

    With ``kept_days``, a row may be deleted once its instant ``since`` lies longer ago, by the
    database's own clock.
    """
    build = {"sqlite": _sqlite, "postgresql": _postgresql, "mysql": _mariadb}[vendor]
    found = build(table)
    if kept_days is None:
        return found
    return [*_keeping(found), _early_delete(vendor, table, kept_days, since)]


def drop_statement(vendor: str, trigger: Trigger) -> str:
    """The statement that removes a trigger."""
    on_table = f' ON "{trigger.table}"' if vendor == "postgresql" else ""
    return f"DROP TRIGGER IF EXISTS {trigger.name}{on_table}"


def preparation(vendor: str) -> list[str]:
    """Statements to run once before triggers are created."""
    if vendor != "postgresql":
        return []
    return [
        f"CREATE OR REPLACE FUNCTION {FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'restrict_violation'; END $$"
    ]


def _keeping(found: list[Trigger]) -> list[Trigger]:
    """The same without a deletion's refusal; PostgreSQL's one for both is for changes alone."""
    return [
        Trigger(
            one.name.replace("_no_change", "_no_update"),
            one.table,
            one.create.replace("_no_change", "_no_update").replace("UPDATE OR DELETE", "UPDATE"),
        )
        for one in found
        if not one.name.endswith("_no_delete")
    ]


def _early_delete(vendor: str, table: str, days: int, since: str) -> Trigger:
    name = f"{table}_no_early_delete"
    quoted = f"`{table}`" if vendor == "mysql" else f'"{table}"'
    words = [f"CREATE TRIGGER {name} BEFORE DELETE ON {quoted} FOR EACH ROW"]
    if vendor == "sqlite":
        words.append(f"WHEN OLD.{since} > datetime('now', '-{days} days')")
        words.append(f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END")
    elif vendor == "postgresql":
        words.append(f"WHEN (OLD.{since} > now() - interval '{days} days')")
        words.append(f"EXECUTE FUNCTION {FUNCTION}()")
    else:
        words.append(f"IF OLD.{since} > UTC_TIMESTAMP() - INTERVAL {days} DAY THEN")
        words.append(f"SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = '{MESSAGE}'; END IF")
    return Trigger(name, table, " ".join(words))


def _sqlite(table: str) -> list[Trigger]:
    def refuse(verb: str, condition: str = "") -> Trigger:
        name = f"{table}_no_{verb.lower()}"
        return Trigger(
            name,
            table,
            f'CREATE TRIGGER {name} BEFORE {verb} ON "{table}" {condition} '
            f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END",
        )

    taken = f'WHEN EXISTS (SELECT 1 FROM "{table}" WHERE id = NEW.id)'
    return [refuse("UPDATE"), refuse("DELETE"), refuse("INSERT", taken)]


def _postgresql(table: str) -> list[Trigger]:
    rows = Trigger(
        f"{table}_no_change",
        table,
        f'CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON "{table}" '
        f"FOR EACH ROW EXECUTE FUNCTION {FUNCTION}()",
    )
    truncate = Trigger(
        f"{table}_no_truncate",
        table,
        f'CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON "{table}" '
        f"FOR EACH STATEMENT EXECUTE FUNCTION {FUNCTION}()",
    )
    return [rows, truncate]


def _mariadb(table: str) -> list[Trigger]:
    return [
        Trigger(
            f"{table}_no_{verb.lower()}",
            table,
            f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON `{table}` FOR EACH ROW "
            f"SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = '{MESSAGE}'",
        )
        for verb in ("UPDATE", "DELETE")
    ]
