"""The floor: the identical rows of a sale, written and durably committed by bare psycopg.

One process a client, prepared statements, one transaction a sale: the balances are locked in key
order as the product locks them, then one statement changes them and the client's own series and
inserts the rows of all tables. Nothing else is read, checked or computed.
"""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections.abc import Mapping
from typing import Any
from uuid import UUID

import psycopg
from pydantic_core import to_json
from uuid_utils.compat import uuid7

WHERE = {
    "core_idempotency_record": "effect_id = %(sale)s",
    "sales_sale": "id = %(sale)s",
    "sales_line": "sale_id = %(sale)s",
    "sales_payment": "sale_id = %(sale)s",
    "stock_movement": "document_id = %(sale)s",
    "books_posting": "document_id = %(sale)s",
    "core_audit_record": "object_id = %(sale)s",
    "core_outbox_event": "subject = %(sale)s::text OR data->>'document_id' = %(sale)s::text",
}
"""The tables of a sale and which of their rows are its."""
LOCK = "SELECT 1 FROM stock_balance WHERE id = ANY(%s) ORDER BY id FOR UPDATE"
CHANGES = (
    "WITH b AS (UPDATE stock_balance SET quantity = quantity - 2 WHERE id = ANY(%s)), "
    "s AS (UPDATE organisation_series_counter SET last_number = last_number + 1 WHERE id = %s)"
)
LINES = 5
FIRST = 100_000_000
"""From here on numbers are the floor's."""
START_SECONDS = 6.0
"""What all clients need to be ready, on a machine with two cores."""


class Template:
    """The rows of the product's newest sale as they stand, to be written under new ids."""

    def __init__(self, connection: psycopg.Connection[Any], client: int) -> None:
        found = connection.execute(
            "SELECT id FROM sales_sale WHERE source = 'api' AND sequence < %s "
            "ORDER BY id DESC LIMIT 1",
            [FIRST],
        ).fetchone()
        assert found is not None
        self.sale_id: UUID = found[0]
        self.tables = [_table(connection, name, self.sale_id) for name in WHERE]
        self.rows = sum(len(rows) for _sql, rows in self.tables)
        series = connection.execute(
            "SELECT id FROM organisation_series_counter ORDER BY id OFFSET %s LIMIT 1", [client]
        ).fetchone()
        assert series is not None
        self.series_id: UUID = series[0]
        self.balances: list[UUID] = [
            row[0]
            for row in connection.execute(
                "SELECT id FROM stock_balance WHERE quantity > 1000 ORDER BY id"
            ).fetchall()
        ]
        inserts = [f"t{index} AS ({sql})" for index, (sql, _rows) in enumerate(self.tables)]
        self.sql = f"{', '.join([CHANGES, *inserts])} SELECT"

    def write(
        self, connection: psycopg.Connection[Any], balances: list[UUID], sequence: int
    ) -> None:
        """One sale of two of each of these balances, committed."""
        sale, known = str(uuid7()), str(self.sale_id)
        own = {"series_id": self.series_id, "sequence": sequence, "key": sale, "line_id": None}
        given = [
            # Wherever a row names the sale, it names the new one.
            to_json([_renewed(row, own, known) for row in rows]).decode().replace(known, sale)
            for _sql, rows in self.tables
        ]
        with connection.transaction():
            connection.execute(LOCK, [balances])
            connection.execute(
                self.sql,  # type: ignore[arg-type]
                [balances, self.series_id, *given],
            )


def _table(
    connection: psycopg.Connection[Any], name: str, sale_id: UUID
) -> tuple[str, list[dict[str, Any]]]:
    """The insert of a table's rows as one JSON text, and the rows of the sale."""
    columns = connection.execute(
        "SELECT column_name, udt_name FROM information_schema.columns "
        "WHERE table_name = %s AND table_schema = 'public' ORDER BY ordinal_position",
        [name],
    ).fetchall()
    names = ", ".join(column for column, _kind in columns)
    typed = ", ".join(f"{column} {kind}" for column, kind in columns)
    sql = (
        f"INSERT INTO {name} ({names}) "
        f"SELECT {names} FROM json_to_recordset(%s::json) AS given({typed})"
    )
    found = connection.execute(
        f"SELECT row_to_json(t) FROM {name} AS t WHERE {WHERE[name]}",  # type: ignore[arg-type]
        {"sale": sale_id},
    ).fetchall()
    return sql, [row[0] for row in found]


def _renewed(row: Mapping[str, Any], own: Mapping[str, Any], sale: str) -> dict[str, Any]:
    """The row with an id of its own, but the sale's, and with these values where it has them."""
    new = {name: own.get(name, value) for name, value in row.items()}
    if new["id"] != sale:
        new["id"] = uuid7()
    return new


def run(url: str, clients: int, seconds: float, turn: int) -> float:
    """Sales a second that so many processes write together; ``turn`` numbers the runs."""
    start = time.time() + START_SECONDS
    words = [sys.executable, "-m", "bench.sale.floor", url]
    children = [
        subprocess.Popen(
            [*words, str(client), str(turn), str(start), str(seconds)], stdout=subprocess.PIPE
        )
        for client in range(clients)
    ]
    written = 0
    for child in children:
        told, _errors = child.communicate()
        if child.returncode:
            raise SystemExit("A client of the floor failed; its words stand above.")
        written += int(told)
    return written / seconds


def rows_of(url: str) -> int:
    """How many rows the floor writes a sale."""
    with psycopg.connect(url) as connection:
        return Template(connection, 0).rows


def main() -> None:
    """One client; tells how many sales it wrote."""
    url, *numbers = sys.argv[1:]
    client, turn = int(numbers[0]), int(numbers[1])
    start, seconds = float(numbers[2]), float(numbers[3])
    chance = random.Random(client)
    with psycopg.connect(url, prepare_threshold=0) as connection:
        template = Template(connection, client)
        connection.commit()
        sequence = FIRST * (turn + 1) + 1_000_000 * client
        wait = start - time.time()
        if wait < 0:
            raise SystemExit(f"The floor's client {client} was ready {-wait:.1f} s late.")
        time.sleep(wait)
        written, until = 0, time.perf_counter() + seconds
        while time.perf_counter() < until:
            written += 1
            balances = sorted(chance.sample(template.balances, LINES))
            template.write(connection, balances, sequence + written)
    print(written)


if __name__ == "__main__":
    main()
