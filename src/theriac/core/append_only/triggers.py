"""The triggers' names and texts for the three databases.

SQLite: REPLACE deletes silently unless recursive triggers are on, so an insert over an existing
id is refused too. PostgreSQL also refuses TRUNCATE; MariaDB has no trigger for it, so there the
application's account must not hold DROP (checked at start in production).
"""

from __future__ import annotations

from dataclasses import dataclass

FUNCTION = "theriac_refuse_change"
MESSAGE = "append-only: rows here are never changed or deleted"


REFUSAL = f" BEGIN RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'restrict_violation'; END "
"""What PostgreSQL's function does."""
_SIGNAL = f"SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = '{MESSAGE}'"


@dataclass(frozen=True, slots=True)
class Trigger:
    """One trigger: the statement that creates it, and what the database then tells of it.

    Who replaces a trigger by another of its name leaves the table open: so it is known by what it
    does. ``told`` has its white space folded.
    """

    name: str
    table: str
    create: str
    told: str


def triggers_for(
    vendor: str,
    table: str,
    kept_days: int | None = None,
    since: str = "recorded_at",
    *,
    counts_ids: bool = False,
) -> list[Trigger]:
    """The triggers that guard ``table`` on this kind of database.

    With ``kept_days``, a row may be deleted once its instant ``since`` lies longer ago, by the
    database's own clock. ``counts_ids`` where the database gives the ids: SQLite doesn't tell a
    trigger a new one before the row stands.
    """
    build = {"sqlite": _sqlite, "postgresql": _postgresql, "mysql": _mariadb}[vendor]
    found = build(table)
    if counts_ids:
        found = [one for one in found if not one.name.endswith("_no_insert")]
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
        f"CREATE OR REPLACE FUNCTION {FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS $${REFUSAL}$$"
    ]


def _keeping(found: list[Trigger]) -> list[Trigger]:
    """The same without a deletion's refusal; PostgreSQL's one for both is for changes alone."""
    return [
        Trigger(
            one.name.replace("_no_change", "_no_update"),
            one.table,
            one.create.replace("_no_change", "_no_update").replace("DELETE OR UPDATE", "UPDATE"),
            one.told.replace("_no_change", "_no_update").replace("DELETE OR UPDATE", "UPDATE"),
        )
        for one in found
        if not one.name.endswith("_no_delete")
    ]


def _early_delete(vendor: str, table: str, days: int, since: str) -> Trigger:
    name = f"{table}_no_early_delete"
    if vendor == "sqlite":
        return _in_sqlite(
            name, table, "DELETE", f"WHEN OLD.{since} > datetime('now', '-{days} days')"
        )
    if vendor == "postgresql":
        age = f"WHEN (old.{since} > (now() - '{days} days'::interval))"
        return _in_postgresql(name, table, "DELETE", f"ROW {age}")
    age = f"OLD.{since} > UTC_TIMESTAMP() - INTERVAL {days} DAY"
    return _in_mariadb(name, table, "DELETE", f"IF {age} THEN {_SIGNAL}; END IF")


def _sqlite(table: str) -> list[Trigger]:
    taken = f'WHEN EXISTS (SELECT 1 FROM "{table}" WHERE id = NEW.id)'
    conditions = {"UPDATE": "", "DELETE": "", "INSERT": taken}
    return [
        _in_sqlite(f"{table}_no_{verb.lower()}", table, verb, condition)
        for verb, condition in conditions.items()
    ]


def _in_sqlite(name: str, table: str, verb: str, condition: str) -> Trigger:
    words = f'CREATE TRIGGER {name} BEFORE {verb} ON "{table}" {condition} '
    create = folded(f"{words} BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END")
    return Trigger(name, table, create, create)


def _postgresql(table: str) -> list[Trigger]:
    return [
        _in_postgresql(f"{table}_no_change", table, "DELETE OR UPDATE", "ROW"),
        _in_postgresql(f"{table}_no_truncate", table, "TRUNCATE", "STATEMENT"),
    ]


def _in_postgresql(name: str, table: str, verbs: str, each: str) -> Trigger:
    """In the words in which ``pg_get_triggerdef`` tells it, but for the quotes."""
    words = f"FOR EACH {each} EXECUTE FUNCTION {FUNCTION}()"
    create = f'CREATE TRIGGER {name} BEFORE {verbs} ON "{table}" {words}'
    return Trigger(name, table, create, create.replace('"', ""))


def _mariadb(table: str) -> list[Trigger]:
    return [
        _in_mariadb(f"{table}_no_{verb.lower()}", table, verb, _SIGNAL)
        for verb in ("UPDATE", "DELETE")
    ]


def _in_mariadb(name: str, table: str, verb: str, body: str) -> Trigger:
    create = f"CREATE TRIGGER {name} BEFORE {verb} ON `{table}` FOR EACH ROW {body}"
    return Trigger(name, table, create, f"{table} BEFORE {verb} {body}")


def folded(text: str) -> str:
    """The text with every run of white space as one space."""
    return " ".join(text.split())
