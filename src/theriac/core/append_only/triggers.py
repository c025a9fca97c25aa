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


def triggers_for(vendor: str, table: str) -> list[Trigger]:
    """The triggers that guard ``table`` on this kind of database."""
    build = {"sqlite": _sqlite, "postgresql": _postgresql, "mysql": _mariadb}[vendor]
    return build(table)


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
