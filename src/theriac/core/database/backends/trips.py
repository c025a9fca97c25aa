"""Statements that go to the database together: one round trip on PostgreSQL.

On SQLite and MariaDB each is sent after the other.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, cast

from django.db import connections, models, router
from django.db.backends.base.base import BaseDatabaseWrapper

Rows = list[tuple[Any, ...]]
A = TypeVar("A")


@dataclass(frozen=True, slots=True)
class Answer:
    """The rows that a statement read, how many it read or changed, and MariaDB's last id."""

    rows: Rows
    count: int
    last_id: int = 0


@dataclass(frozen=True, slots=True)
class Statement(Generic[A]):
    """A statement, its values as the database takes them, and what its answer tells."""

    sql: str
    values: Sequence[Any]
    understand: Callable[[Answer], A]


def send(statement: Statement[A]) -> A:
    """What it is answered. Raises as the database does."""
    return cast("A", send_all([statement])[0])


def send_ahead(statement: Statement[None]) -> None:
    """Send it with the transaction's next statement and before that one, on PostgreSQL.

    Elsewhere at once. What it tells is understood first of all; what that raises, who asks next
    raises.
    """
    connection = connections[router.db_for_write(models.Model)]
    if connection.vendor != "postgresql":
        send(statement)
        return
    connection.ask_ahead(  # type: ignore[attr-defined]
        (statement.sql, statement.values), lambda told: statement.understand(Answer(*told))
    )


def send_last(statement: Statement[None]) -> None:
    """Send it with the transaction's commit, on PostgreSQL: a trip less, while locks are held.

    Elsewhere at once. It is committed if it doesn't fail, so it is asked nothing: what must hold
    makes it fail. As it fails, the commit does.
    """
    connection = connections[router.db_for_write(models.Model)]
    if connection.vendor != "postgresql":
        send(statement)
        return
    connection.ask_last((statement.sql, statement.values))  # type: ignore[attr-defined]


def send_all(statements: Sequence[Statement[Any]]) -> list[Any]:
    """What each is answered, asked together and in their order.

    Answers are understood once all are there, the first first. Raises as the database does.
    """
    connection = connections[router.db_for_write(models.Model)]
    if connection.vendor == "postgresql":
        asked = [(one.sql, one.values) for one in statements]
        told = connection.ask_together(asked)  # type: ignore[attr-defined]
        answers = [Answer(*one) for one in told]
    else:
        answers = [_alone(connection, one) for one in statements]
    return [one.understand(answer) for one, answer in zip(statements, answers, strict=True)]


def _alone(connection: BaseDatabaseWrapper, statement: Statement[Any]) -> Answer:
    with connection.cursor() as cursor:
        cursor.execute(statement.sql, statement.values)
        rows = cursor.fetchall() if cursor.description else []
        return Answer(list(rows), cursor.rowcount, cursor.lastrowid or 0)
