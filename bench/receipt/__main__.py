"""How long posting a receipt of 500 lines takes, against the bare statements for the same rows.

``./theriac bench receipt [--lines 500]`` on SQLite. Three receipts are written, checked and posted;
beside each, the batches, movements and balances that it made are written once more as copies and
its lines are updated, by plain statements in one transaction. The middle of the three counts, and
the ratio compares processor time, which other work on the machine doesn't change. The run fails
when a posting takes two seconds of it or more, or when it made other rows than it should.
"""

from __future__ import annotations

import time
from statistics import median
from typing import Any
from uuid import uuid4

from bench.inside import Bench

BENCH = Bench("bench.receipt", __doc__, ("lines", 500), ("post_processor_s", 2.0))
TIMES = 3


def measure(lines: int) -> dict[str, Any]:
    """Post receipts of so many lines, each beside its floor."""
    import django  # noqa: PLC0415 (app-ready)

    django.setup()
    from django.db import connection  # noqa: PLC0415 (app-ready)

    from tests.support.receipts import checked, goods, posted, written  # noqa: PLC0415 (app-ready)
    from tests.support.shop import add_medicine, open_shop  # noqa: PLC0415 (app-ready)
    from tests.support.suppliers import a_supplier  # noqa: PLC0415 (app-ready)
    from theriac.domains.stock.models import Batch, Movement  # noqa: PLC0415 (app-ready)

    shop = open_shop()
    supplier_id = a_supplier(shop)
    medicines = [add_medicine(shop, f"Medicine {n} 500 mg tablet") for n in range(lines)]
    found: list[dict[str, float]] = []
    for turn in range(TIMES):
        named = [goods(shop, one, batch_number=f"R{turn}") for one in medicines]
        begun = time.perf_counter()
        receipt_id = written(shop, supplier_id, *named)
        wrote = time.perf_counter() - begun
        begun = time.perf_counter()
        checked(shop, receipt_id)
        looked = time.perf_counter() - begun
        begun, used = time.perf_counter(), time.process_time()
        posted(shop, receipt_id)
        took, used = time.perf_counter() - begun, time.process_time() - used
        if Batch.objects.filter(number=f"R{turn}").count() != lines:
            raise SystemExit("the receipt made other batches than its lines")
        begun = time.process_time()
        bare_copy(connection, f"R{turn}", str(receipt_id).replace("-", ""))
        floor = time.process_time() - begun
        found.append(
            {"write": wrote, "check": looked, "post": took, "processor": used, "floor": floor}
        )
    if Movement.objects.count() != 2 * TIMES * lines:
        raise SystemExit("the floor wrote other movements than the receipt")
    middle = {name: median(one[name] for one in found) for name in found[0]}
    return {
        "bench": "receipt",
        "lines": lines,
        "write_s": round(middle["write"], 3),
        "check_s": round(middle["check"], 3),
        "post_s": round(middle["post"], 3),
        "post_processor_s": round(middle["processor"], 3),
        "floor_processor_s": round(middle["floor"], 3),
        "ratio": round(middle["processor"] / middle["floor"], 1),
    }


def bare_copy(connection: Any, number: str, receipt_id: str) -> None:
    """Write the rows of a receipt once more under new ids, and its lines as they are."""
    kept, updates = rows_of(connection, number, receipt_id)
    names, batches = kept["stock_batch"]
    copies = {row[names.index("id")]: uuid4().hex for row in batches}
    for names, rows in kept.values():
        for row in rows:
            row[:] = [renewed(name, value, copies) for name, value in zip(names, row, strict=True)]
    plain = connection.connection
    plain.execute("BEGIN IMMEDIATE")
    for table, (names, rows) in kept.items():
        columns, marks = ", ".join(names), ", ".join("?" * len(names))
        plain.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", rows)
    plain.executemany(
        "UPDATE purchasing_receipt_line SET cost = ?, tax = ?, batch_id = ?, movement_id = ? "
        "WHERE id = ?",
        updates,
    )
    plain.execute("COMMIT")


def renewed(name: str, value: Any, copies: dict[Any, str]) -> Any:
    """A value of a copied row: ids are new, and a batch's number isn't the first one's."""
    if value in copies:
        return copies[value]
    if name == "id":
        return uuid4().hex
    return f"{value} copy" if name == "number" else value


def rows_of(
    connection: Any, number: str, receipt_id: str
) -> tuple[dict[str, tuple[list[str], list[list[Any]]]], list[tuple[Any, ...]]]:
    """What the receipt wrote: names and rows by table, and the values of its lines."""
    kept = {}
    with connection.cursor() as cursor:
        for table, where in (
            ("stock_batch", "number = %s"),
            ("stock_movement", "batch_id IN (SELECT id FROM stock_batch WHERE number = %s)"),
            ("stock_balance", "batch_id IN (SELECT id FROM stock_batch WHERE number = %s)"),
        ):
            cursor.execute(f"SELECT * FROM {table} WHERE {where}", [number])
            names = [column[0] for column in cursor.description]
            kept[table] = names, [list(row) for row in cursor.fetchall()]
        cursor.execute(
            "SELECT cost, tax, batch_id, movement_id, id FROM purchasing_receipt_line "
            "WHERE receipt_id = %s",
            [receipt_id],
        )
        return kept, cursor.fetchall()


if __name__ == "__main__":
    BENCH.run(measure)
