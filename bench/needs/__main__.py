"""How long it takes to work out what a branch needs to order of 20,000 products.

``./theriac bench needs [--products 20000]`` on SQLite. Each product has two batches on the shelf,
three packs, and sold on thirty of ninety days, with a span without stock. The floor is one bare
statement that sums the demand by product, in the same run: the least that any rate of sale reads.
The aim is under three seconds; the run fails when it isn't met or when a sum is wrong.
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from datetime import date, timedelta
from statistics import median
from typing import Any

from bench.inside import Bench

BENCH = Bench("bench.needs", __doc__, ("products", 20_000), ("needs_s", 3.0))
DAYS, SOLD_DAYS, TIMES = 90, 30, 3
AT_ONCE = 5_000
_FLOOR = """
SELECT product_id, sum(units), sum(units * units) FROM forecasting_demand_day
WHERE branch_id = %s AND day >= %s AND day <= %s GROUP BY product_id
"""


def measure(products: int) -> dict[str, Any]:
    """Fill, ask the floor and the needs by turns."""
    import django  # noqa: PLC0415 (app-ready)

    django.setup()
    from django.db import connection  # noqa: PLC0415 (app-ready)

    from tests.support.reading import reading  # noqa: PLC0415 (app-ready)
    from tests.support.shop import open_shop  # noqa: PLC0415 (app-ready)
    from theriac.domains.forecasting.queries.needs import branch_needs  # noqa: PLC0415 (app-ready)

    shop = open_shop()
    last = shop.today - timedelta(days=1)
    first = last - timedelta(days=DAYS - 1)
    sold = _fill(shop, products, first, last)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    floors, took = [], []
    for _turn in range(TIMES):
        begun = time.perf_counter()
        with connection.cursor() as cursor:
            cursor.execute(_FLOOR, [shop.branch_id.hex, first, last])
            rows = cursor.fetchall()
        floors.append(time.perf_counter() - begun)
        begun = time.perf_counter()
        with reading() as read:
            found = branch_needs(actor=shop.owner, branch_id=shop.branch_id)
        took.append(time.perf_counter() - begun)
    if sum(one.rate.units for one in found.products) != sold or len(rows) != products:
        raise SystemExit("what was sold is wrong")
    needed = sum(bool(one.order.units) for one in found.products)
    return {
        "bench": "needs",
        "products": products,
        "demand_days": products * SOLD_DAYS,
        "to_order": needed,
        "statements": read.statements,
        "needs_s": round(median(took), 3),
        "floor_s": round(median(floors), 3),
        "ratio": round(median(took) / median(floors), 1),
    }


def _fill(shop: Any, products: int, first: date, last: date) -> int:
    """The rows that deliveries, sales and nights leave; tells the units sold."""
    from theriac.core import clock  # noqa: PLC0415 (app-ready)
    from theriac.domains.forecasting.models import DemandDay, DemandState  # noqa: PLC0415 (app-ready)

    chance, sold = random.Random(1), 0
    for start in range(0, products, AT_ONCE):
        rows: dict[Any, list[Any]] = {}
        for number in range(start, min(start + AT_ONCE, products)):
            made = [*_goods(shop, number, last, chance)]
            made += _demand(shop, made[0].id, (first, last), chance)
            sold += sum(row.units for row in made if isinstance(row, DemandDay))
            for row in made:
                rows.setdefault(type(row), []).append(row)
        for model, of_model in rows.items():
            model.objects.bulk_create(of_model, batch_size=500)
    now = clock.now()
    DemandState.objects.create(
        branch_id=shop.branch_id, through=last, seen_before=now, followed_at=now
    )
    return sold


def _goods(shop: Any, number: int, last: date, chance: random.Random) -> Iterator[Any]:
    """A product with three packs, and two batches of it on the shelf; the product first."""
    from theriac.core import clock  # noqa: PLC0415 (app-ready)
    from theriac.core.ids import new_id  # noqa: PLC0415 (app-ready)
    from theriac.domains.catalog.models import Pack, Product  # noqa: PLC0415 (app-ready)
    from theriac.domains.stock.models import Balance, Batch, Place  # noqa: PLC0415 (app-ready)

    shelf = Place.objects.get(branch_id=shop.branch_id, kind="shelf")
    key = new_id()
    yield Product(
        id=key,
        name=f"Medicine {number} tablet",
        legal_class="bebas",
        base_unit="tablet",
        created_at=clock.now(),
    )
    for level, (name, factor) in enumerate((("tablet", 1), ("strip", 10), ("box", 100))):
        yield Pack(id=new_id(), product_id=key, level=level, name=name, factor=factor)
    for age, left in ((200, 20), (20, 400)):
        batch = Batch(
            id=new_id(),
            product_id=key,
            number=f"L{age}",
            received_on=last - timedelta(days=age),
            expires_on=last + timedelta(days=left),
            cost_amount=chance.randrange(1, 90) * 1_000,
            cost_units=100,
        )
        yield batch
        yield Balance(
            id=new_id(),
            batch_id=batch.id,
            place_id=shelf.id,
            product_id=key,
            branch_id=shop.branch_id,
            quantity=chance.randrange(1, 80),
        )


def _demand(
    shop: Any, product_id: Any, period: tuple[date, date], chance: random.Random
) -> Iterator[Any]:
    """The days on which it sold, and those without stock: before it came, and the last nine."""
    from theriac.core.ids import new_id  # noqa: PLC0415 (app-ready)
    from theriac.domains.forecasting.models import DemandDay, StockOut  # noqa: PLC0415 (app-ready)
    from theriac.domains.forecasting.rules.series import BEFORE_ALL  # noqa: PLC0415 (app-ready)

    (first, last), own = period, {"branch_id": shop.branch_id, "product_id": product_id}
    for at in chance.sample(range(DAYS - 10), SOLD_DAYS):
        day, units = first + timedelta(days=at), chance.randrange(1, 12)
        yield DemandDay(id=new_id(), day=day, units=units, **own)
    for begin, end in (
        (BEFORE_ALL, first - timedelta(days=1)),
        (last - timedelta(days=9), last),
    ):
        yield StockOut(id=new_id(), from_day=begin, until_day=end, **own)


if __name__ == "__main__":
    BENCH.run(measure)
