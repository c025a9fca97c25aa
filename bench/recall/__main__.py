"""How long a recall takes over 1,000,000 movements: the freeze and the trace, against a floor.

``./theriac bench recall [--movements 1000000]`` on SQLite. They are of 60 products with two
batches each; the recalled batch has its share of them, each its own sale, every second one to one
of a hundred patients who are known. The floor is one bare statement that sums the batch's
movements. The aim is under five seconds for both together; the run fails when it isn't met or when
a sum or the number of patients is wrong.
"""

from __future__ import annotations

import time
from typing import Any

from bench.inside import BALANCES, Bench

BENCH = Bench("bench.recall", __doc__, ("movements", 1_000_000), ("freeze_and_trace_s", 5.0))
PRODUCTS = 60
PATIENTS = 100

_SALES = """
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %s)
INSERT INTO stock_movement (id, batch_id, product_id, branch_id, from_place_id, to_place_id,
  quantity, kind, reason, document_id, document_number, line_id, reverses_id, actor_id,
  occurred_at, recorded_at)
SELECT lower(hex(randomblob(16))), b.batch_id, b.product_id, b.branch_id, b.place_id, o.id,
  1, 'sale', '', lower(hex(randomblob(16))), 'MLT-K1-26-' || i, NULL, NULL, m.actor_id,
  m.occurred_at, m.recorded_at
FROM n
JOIN (SELECT *, row_number() OVER (ORDER BY id) - 1 AS place FROM stock_balance) AS b
  ON b.place = i %% (SELECT count(*) FROM stock_balance)
CROSS JOIN (SELECT id FROM stock_place WHERE kind = 'outside') AS o
CROSS JOIN (SELECT actor_id, occurred_at, recorded_at FROM stock_movement LIMIT 1) AS m
"""
_FLOOR = "SELECT count(*), sum(quantity) FROM stock_movement WHERE batch_id = %s AND kind = 'sale'"


def measure(movements: int) -> dict[str, Any]:
    """Fill, ask the floor, freeze, trace."""
    import django  # noqa: PLC0415 (app-ready)

    django.setup()
    from django.db import connection  # noqa: PLC0415 (app-ready)

    from tests.support.recalls import recall_of  # noqa: PLC0415 (app-ready)
    from tests.support.shop import add_medicine, open_shop, stock_up  # noqa: PLC0415 (app-ready)
    from theriac.domains.recalls.queries.trace import trace_recall  # noqa: PLC0415 (app-ready)

    shop = open_shop()
    medicines = [add_medicine(shop, f"Medicine {n} 500 mg tablet") for n in range(PRODUCTS)]
    batches = [
        stock_up(shop, one, 50_000_000, days=day, batch_number=f"L{day}")
        for one in medicines
        for day in (200, 400)
    ]
    with connection.cursor() as cursor:
        cursor.execute(_SALES, [movements - len(batches)])
        _tell_patients(shop, medicines[-1], batches)
        cursor.execute(BALANCES)
        cursor.execute("ANALYZE")
        cursor.execute("SELECT count(*) FROM stock_movement")
        total = cursor.fetchone()[0]
        begun = time.perf_counter()
        cursor.execute(_FLOOR, [batches[0].hex])
        sales, units = cursor.fetchone()
        floor = time.perf_counter() - begun
    begun = time.perf_counter()
    opened = recall_of(shop, [batches[0]])
    frozen = time.perf_counter() - begun
    begun = time.perf_counter()
    trace = trace_recall(actor=shop.owner, recall_id=opened.id)
    traced = time.perf_counter() - begun
    if (len(trace.deliveries), trace.total.sold) != (sales, units) or not trace.total.adds_up:
        raise SystemExit("the trace is wrong")
    known = (sales + 1) // 2
    if (len(trace.known), trace.patients) != (known, min(known, PATIENTS)):
        raise SystemExit("the patients are wrong")
    return {
        "bench": "recall",
        "movements": total,
        "sales_of_batch": sales,
        "freeze_s": round(frozen, 3),
        "trace_s": round(traced, 3),
        "freeze_and_trace_s": round(frozen + traced, 3),
        "floor_s": round(floor, 3),
        "ratio": round((frozen + traced) / floor, 1),
    }


def _tell_patients(shop: Any, medicine: Any, batches: Any) -> None:
    """Give every second sale of the first batch to a patient, in the rows that a sale writes."""
    from django.forms.models import model_to_dict  # noqa: PLC0415 (app-ready)

    from tests.support.patients import register  # noqa: PLC0415 (app-ready)
    from tests.support.pushing import push, pushed_line, pushed_sale  # noqa: PLC0415 (app-ready)
    from theriac.domains.sales.models import Sale, SalePatient  # noqa: PLC0415 (app-ready)
    from theriac.domains.stock.models import Movement  # noqa: PLC0415 (app-ready)

    patients = [register(shop, f"Patient {number}") for number in range(PATIENTS)]
    line = pushed_line(shop, medicine, [(batches[-1], 1)])
    push(shop, pushed_sale(shop, [line], 1, patient_id=patients[0]))
    one = Sale.objects.get()
    rows = Movement.objects.filter(batch_id=batches[0], kind="sale").order_by("id")
    ids = list(rows.values_list("document_id", "document_number"))[::2]
    as_one = model_to_dict(one, exclude=["branch", "terminal", "series"])
    as_one |= {name: getattr(one, name) for name in ("branch_id", "terminal_id", "series_id")}
    sales = [
        Sale(**{**as_one, "id": key, "number": number, "sequence": at + 2})
        for at, (key, number) in enumerate(ids)
    ]
    Sale.objects.bulk_create(sales, batch_size=500)
    SalePatient.objects.bulk_create(
        [
            SalePatient(sale_id=sale.id, patient_id=patients[at % PATIENTS])
            for at, sale in enumerate(sales)
        ],
        batch_size=500,
    )


if __name__ == "__main__":
    BENCH.run(measure)
