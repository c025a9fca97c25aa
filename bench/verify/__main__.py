"""How long ``verify`` takes over 1,000,000 movements on PostgreSQL, against a plain count of them.

``./theriac bench verify [--movements 1000000]``. Real five-line sales are made through the domain;
one is then copied set-wise, with its lines, payments, movements and audit records under ids and
numbers of their own, until there are enough, and all of it is sealed. The aim is a minute; the run
fails unless every check is clean, and unless one broken balance among them is found.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg

from bench.sale import load
from bench.sale.__main__ import ADMIN, NAME, fresh_database, server
from bench.sale.__main__ import PORT as SALE_PORT

RESULT = Path(__file__).with_name("result.json")
AIM_SECONDS = 60
LINES = 5
COPIED = {
    "sales_sale": "id = %(sale)s",
    "sales_line": "sale_id = %(sale)s",
    "sales_payment": "sale_id = %(sale)s",
    "stock_movement": "document_id = %(sale)s",
    "core_audit_record": "object_id = %(sale)s",
}
"""The tables of a sale that verify reads, and which rows of each are copied."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--movements", type=int, default=1_000_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        result = measure(Path(folder), options.movements)
    line = json.dumps(result)
    RESULT.write_text(line + "\n", "utf-8")
    print(line)


def measure(folder: Path, movements: int) -> dict[str, Any]:
    """Fill, verify, break, verify again."""
    url = fresh_database("postgresql", folder)
    environ = {**os.environ, "DATABASE_URL": url, "THERIAC_DATA": str(folder)}
    environ |= {"DJANGO_SETTINGS_MODULE": "theriac.config.settings"}
    subprocess.run([sys.executable, "-m", "theriac", "prepare"], env=environ, check=True)
    made = subprocess.run(
        [sys.executable, "-m", "bench.sale.shop"], env=environ, check=True, stdout=subprocess.PIPE
    )
    with server(environ, folder):
        load.run(SALE_PORT, json.loads(made.stdout.splitlines()[-1]), "sell", 1, 1)
    with psycopg.connect(ADMIN["postgresql"] + NAME, autocommit=True) as connection:
        multiply(connection, movements // LINES)
        connection.execute("VACUUM ANALYZE")
        begun = time.perf_counter()
        count = connection.execute("SELECT count(*) FROM stock_movement").fetchone()
        counted = time.perf_counter() - begun
    begun = time.perf_counter()
    subprocess.run([sys.executable, "-m", "theriac", "seal", "now"], env=environ, check=True)
    sealed = time.perf_counter() - begun
    begun = time.perf_counter()
    clean = verify(environ)
    took = time.perf_counter() - begun
    with psycopg.connect(ADMIN["postgresql"] + NAME, autocommit=True) as connection:
        connection.execute(
            "UPDATE stock_balance SET quantity = quantity + 1 "
            "WHERE id = (SELECT id FROM stock_balance LIMIT 1)"
        )
    broken = verify(environ)
    print(clean.stdout)
    if clean.returncode or "1 violations" not in broken.stdout:
        raise SystemExit(f"verify is wrong:\n{clean.stdout}\n{broken.stdout}")
    assert count is not None
    return {
        "bench": "verify",
        "movements": count[0],
        "seal_s": round(sealed, 1),
        "verify_s": round(took, 1),
        "count_s": round(counted, 3),
        "of_a_minute": round(took / AIM_SECONDS, 2),
    }


def verify(environ: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """What ``verify`` says of the database."""
    return subprocess.run(
        [sys.executable, "-m", "theriac", "verify"],
        env={**environ, "LANGUAGE": "en"},
        check=False,
        stdout=subprocess.PIPE,
        text=True,
    )


def multiply(connection: psycopg.Connection[Any], copies: int) -> None:
    """Copy one sale ``copies`` times, and let series and balances agree."""
    last = connection.execute(
        "SELECT id, series_id, sequence, left(number, -6) FROM sales_sale "
        "ORDER BY sequence DESC LIMIT 1"
    ).fetchone()
    assert last is not None
    sale, series, sequence, prefix = last
    connection.execute(
        "CREATE TEMP TABLE copy AS SELECT n, gen_random_uuid() AS sale, %s + n AS sequence, "
        "%s || lpad((%s + n)::text, 6, '0') AS number FROM generate_series(1, %s) AS n",
        [sequence, prefix, sequence, copies],
    )
    connection.execute(
        "CREATE TEMP TABLE copy_line AS SELECT c.n, l.id AS old, gen_random_uuid() AS new "
        "FROM copy AS c, sales_line AS l WHERE l.sale_id = %s",
        [sale],
    )
    connection.execute("CREATE INDEX ON copy_line (n, old)")
    for table, where in COPIED.items():
        _copy(connection, table, where, sale)
    connection.execute(
        "UPDATE organisation_series_counter SET last_number = last_number + %s WHERE id = %s",
        [copies, series],
    )
    connection.execute(
        "UPDATE stock_balance AS b SET quantity = b.quantity - m.taken * %s FROM "
        "(SELECT batch_id, from_place_id, sum(quantity) AS taken FROM stock_movement "
        " WHERE document_id = %s GROUP BY 1, 2) AS m "
        "WHERE b.batch_id = m.batch_id AND b.place_id = m.from_place_id",
        [copies, sale],
    )


def _copy(connection: psycopg.Connection[Any], table: str, where: str, sale: UUID) -> None:
    columns = [
        row[0]
        for row in connection.execute(
            "SELECT column_name FROM information_schema.columns "
            "WHERE table_name = %s AND table_schema = 'public' ORDER BY ordinal_position",
            [table],
        )
    ]
    new = {
        "sale_id": "c.sale",
        "document_id": "c.sale",
        "object_id": "c.sale",
        "document_number": "c.number",
        "number": "c.number",
        "sequence": "c.sequence",
        "id": {"sales_sale": "c.sale", "sales_line": "l.new"}.get(table, "gen_random_uuid()"),
        "line_id": "l.new",
    }
    values = ", ".join(new.get(column, f"t.{column}") for column in columns)
    line = {"sales_line": "t.id", "stock_movement": "t.line_id"}.get(table)
    joined = f" JOIN copy_line AS l ON l.n = c.n AND l.old = {line}" if line else ""
    connection.execute(
        f"INSERT INTO {table} ({', '.join(columns)}) SELECT {values} "  # type: ignore[arg-type]
        f"FROM copy AS c CROSS JOIN {table} AS t{joined} WHERE t.{where}",
        {"sale": sale},
    )


if __name__ == "__main__":
    main()
