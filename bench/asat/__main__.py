"""How long stock as at a past moment takes over 1,000,000 movements, with a snapshot each night.

``./theriac bench asat [--movements 1000000]`` on SQLite. They are sales of 120 batches over 60
days. The floor is one bare statement that sums every movement before the same moment, in the same
run; the answer without snapshots stands beside it. The aim is half a second; the run fails when it
isn't met or when the three disagree on one batch.
"""

from __future__ import annotations

import time
from datetime import datetime, timedelta
from statistics import median
from typing import Any

from bench.inside import BALANCES, Bench

BENCH = Bench("bench.asat", __doc__, ("movements", 1_000_000), ("as_at_s", 0.5))
PRODUCTS, DAYS = 60, 60

_SALES = """
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %s)
INSERT INTO stock_movement (id, batch_id, product_id, branch_id, from_place_id, to_place_id,
  quantity, kind, reason, document_id, document_number, line_id, reverses_id, actor_id,
  occurred_at, recorded_at)
SELECT lower(hex(randomblob(16))), b.batch_id, b.product_id, b.branch_id, b.place_id, o.id,
  1, 'sale', '', lower(hex(randomblob(16))), 'MLT-K1-26-' || i, NULL, NULL, m.actor_id,
  m.recorded_at, strftime('%%Y-%%m-%%d %%H:%%M:%%S', m.recorded_at,
  '+' || (10 + i * %s / %s) || ' seconds')
FROM n
JOIN (SELECT *, row_number() OVER (ORDER BY id) - 1 AS place FROM stock_balance) AS b
  ON b.place = i %% (SELECT count(*) FROM stock_balance)
CROSS JOIN (SELECT id FROM stock_place WHERE kind = 'outside') AS o
CROSS JOIN (SELECT actor_id, recorded_at FROM stock_movement LIMIT 1) AS m
"""
_FLOOR = """
SELECT batch_id, sum(CASE WHEN to_place_id = %s THEN quantity ELSE -quantity END)
FROM stock_movement WHERE recorded_at < %s GROUP BY batch_id
"""


def measure(movements: int) -> dict[str, Any]:
    """Fill, take the nights' snapshots, ask for several moments, beside the floor."""
    import django  # noqa: PLC0415 (app-ready)

    django.setup()
    from django.db import connection  # noqa: PLC0415 (app-ready)

    from tests.support.shop import add_medicine, open_shop, stock_up  # noqa: PLC0415 (app-ready)
    from theriac.core import clock  # noqa: PLC0415 (app-ready)
    from theriac.domains.stock.commands.snapshot import take_snapshot  # noqa: PLC0415 (app-ready)
    from theriac.domains.stock.models import Balance  # noqa: PLC0415 (app-ready)
    from theriac.domains.stock.queries.ledger.as_at import stock_as_at  # noqa: PLC0415 (app-ready)

    shop = open_shop()
    medicines = [add_medicine(shop, f"Medicine {n} 500 mg tablet") for n in range(PRODUCTS)]
    first = (clock.now() - timedelta(days=DAYS)).replace(hour=0, minute=0, second=0, microsecond=0)
    with clock.at(first):
        for one in medicines:
            for day in (200, 400):
                stock_up(shop, one, 50_000_000, days=day)
    with connection.cursor() as cursor:
        wanted = movements - 2 * PRODUCTS
        cursor.execute(_SALES, [wanted, (DAYS - 1) * 86_400, wanted])
        cursor.execute(BALANCES)
        cursor.execute("ANALYZE")
        cursor.execute("SELECT count(*) FROM stock_movement")
        total = cursor.fetchone()[0]
    begun = time.perf_counter()
    for night in range(1, DAYS):
        at = first + timedelta(days=night)
        take_snapshot(shop.branch_id, (at - timedelta(hours=1)).date(), at)
    nights = (time.perf_counter() - begun) / (DAYS - 1)
    place_id = Balance.objects.values_list("place_id", flat=True)[0]
    found: list[tuple[float, float, float]] = []
    for days in (5, 25, 50):
        at = first + timedelta(days=days, hours=11, minutes=7)
        found.append(ask(connection, stock_as_at, shop, place_id, at))
    as_at, without, floor = (median(one[part] for one in found) for part in range(3))
    return {
        "bench": "asat",
        "movements": total,
        "nights": DAYS - 1,
        "a_snapshot_s": round(nights, 3),
        "as_at_s": round(as_at, 3),
        "without_snapshots_s": round(without, 3),
        "floor_s": round(floor, 3),
        "ratio": round(as_at / floor, 3),
    }


def ask(
    connection: Any, stock_as_at: Any, shop: Any, place_id: Any, at: datetime
) -> tuple[float, float, float]:
    """Seconds with snapshots, without, and of the bare statement; all three must agree."""
    asked = {"actor": shop.owner, "branch_id": shop.branch_id, "at": at}
    begun = time.perf_counter()
    figures = stock_as_at(**asked)
    as_at = time.perf_counter() - begun
    begun = time.perf_counter()
    whole = stock_as_at(**asked, snapshots=False)
    without = time.perf_counter() - begun
    with connection.cursor() as cursor:
        begun = time.perf_counter()
        moment = connection.ops.adapt_datetimefield_value(at)  # as the rows are written
        cursor.execute(_FLOOR, [place_id.hex, moment])
        rows = dict(cursor.fetchall())
        floor = time.perf_counter() - begun
    told = {batch_id.hex: units for (batch_id, _place), units in figures.items()}
    if figures != whole or told != rows:
        raise SystemExit("stock as at a moment is wrong")
    return as_at, without, floor


if __name__ == "__main__":
    BENCH.run(measure)
