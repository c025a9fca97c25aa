"""The floor: the identical rows of a sale, written and durably committed by bare psycopg.

One set-based statement a table, prepared, one transaction a sale; balances and the series change
as in a real one. Nothing is read, checked or computed.
"""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Sequence
from typing import Any
from uuid import UUID

import psycopg
from psycopg.types.json import Jsonb
from uuid_utils.compat import uuid7

TABLES = (
    ("core_idempotency_record", None),
    ("sales_sale", None),
    ("sales_line", "sale_id"),
    ("sales_payment", "sale_id"),
    ("stock_movement", "document_id"),
    ("core_audit_record", "object_id"),
    ("core_outbox_event", None),
)


class Template:
    """The rows of one sale as they stand in the database, to be written again under new ids."""

    def __init__(self, connection: psycopg.Connection[Any], sale_id: UUID) -> None:
        self.tables = [self._table(connection, name, sale_id) for name, _column in TABLES]
        self.rows = sum(len(rows) for _sql, _names, rows in self.tables)
        series = connection.execute("SELECT series_id FROM sales_sale WHERE id = %s", [sale_id])
        row = series.fetchone()
        assert row is not None
        self.series_id = row[0]
        self.balances = [
            row[0]
            for row in connection.execute(
                "SELECT id FROM stock_balance WHERE quantity > 1000 ORDER BY id"
            ).fetchall()
        ]

    def _table(
        self, connection: psycopg.Connection[Any], name: str, sale_id: UUID
    ) -> tuple[str, list[str], list[list[Any]]]:
        where = {
            "core_idempotency_record": "effect_id = %s",
            "sales_sale": "id = %s",
            "sales_line": "sale_id = %s",
            "sales_payment": "sale_id = %s",
            "stock_movement": "document_id = %s",
            "core_audit_record": "object_id = %s",
            "core_outbox_event": "(subject = %s::text OR data->>'document_id' = %s::text)",
        }[name]
        columns = connection.execute(
            "SELECT column_name, udt_name FROM information_schema.columns "
            "WHERE table_name = %s AND table_schema = 'public' ORDER BY ordinal_position",
            [name],
        ).fetchall()
        names = [column for column, _kind in columns]
        values = [sale_id] * where.count("%s")
        found = connection.execute(
            f"SELECT {', '.join(names)} FROM {name} WHERE {where}",
            values,  # type: ignore[arg-type]
        ).fetchall()
        arrays = ", ".join(f"%s::{kind}[]" for _column, kind in columns)
        sql = f"INSERT INTO {name} ({', '.join(names)}) SELECT * FROM unnest({arrays})"
        return sql, names, [list(row) for row in found]


def run(url: str, template: Template, clients: int, seconds: float) -> int:
    """Write for ``seconds`` with ``clients`` connections; the number of sales written."""
    counts = [0] * clients
    until = time.perf_counter() + seconds
    threads = [
        threading.Thread(target=_write, args=(url, template, number, until, counts))
        for number in range(clients)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts)


def _write(url: str, template: Template, number: int, until: float, counts: list[int]) -> None:
    chance = random.Random(number)
    with psycopg.connect(url, prepare_threshold=1) as connection:
        sequence = 1_000_000 * (len(counts) * 10 + number + 1)
        while time.perf_counter() < until:
            sequence += 1
            balances = sorted(chance.sample(template.balances, 5))
            with connection.transaction():
                _sale(connection, template, balances, sequence)
            counts[number] += 1


def _sale(
    connection: psycopg.Connection[Any],
    template: Template,
    balances: Sequence[UUID],
    sequence: int,
) -> None:
    connection.execute(
        "SELECT 1 FROM stock_balance WHERE id = ANY(%s) ORDER BY id FOR UPDATE", [list(balances)]
    )
    connection.execute(
        "UPDATE stock_balance SET quantity = quantity - 2 WHERE id = ANY(%s)", [list(balances)]
    )
    new_sale = uuid7()
    for sql, names, rows in template.tables:
        columns = list(zip(*rows, strict=True))
        written = [
            _column(name, list(values), new_sale, sequence)
            for name, values in zip(names, columns, strict=True)
        ]
        connection.execute(sql, written)  # type: ignore[arg-type]


def _column(name: str, values: list[Any], new_sale: UUID, sequence: int) -> list[Any]:
    if name == "id":
        return [uuid7() for _ in values] if len(values) > 1 else [new_sale]
    if name in {"sale_id", "document_id", "object_id", "effect_id"}:
        return [new_sale for _ in values]
    if name == "sequence":
        return [sequence for _ in values]
    if name == "key":
        return [str(new_sale) for _ in values]
    if name == "line_id":
        return [None for _ in values]
    return [Jsonb(value) if isinstance(value, dict | list) else value for value in values]
