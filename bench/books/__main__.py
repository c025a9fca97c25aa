"""How long a trial balance takes over 1,000,000 postings, and an account by day.

``./theriac bench books [--postings 1000000]`` on SQLite. Three years, as sales,
deliveries and payments leave them. The floor is one bare statement that sums debits by account over
all of it, in the same run: the least that any trial balance reads. Asked are last month's trial
balance, which sums all that came before it too, and the cash account by day. The aim is two seconds
for the trial balance; the run fails when it isn't met or when a sum is wrong.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from datetime import date, timedelta
from statistics import median
from typing import Any

from bench.inside import Bench

BENCH = Bench("bench.books", __doc__, ("postings", 1_000_000), ("trial_balance_s", 2.0))
DAYS, TIMES, AT_ONCE = 1_095, 3, 20_000
LEGS = (
    ("cash", "sales"),
    ("qr", "sales"),
    ("sales", "output_tax"),
    ("cost_of_goods", "stock"),
    ("cost_of_goods", "stock"),
    ("stock", "not_invoiced"),
    ("not_invoiced", "suppliers"),
    ("suppliers", "bank"),
    ("bank", "cash"),
)
"""From what account to what, about as often as a pharmacy enters them."""
_FLOOR = "SELECT debit, sum(amount) FROM books_posting GROUP BY debit"


def measure(postings: int) -> dict[str, Any]:
    """Fill, ask the floor and the statements by turns."""
    import django  # noqa: PLC0415 (app-ready)

    django.setup()
    from django.db import connection  # noqa: PLC0415 (app-ready)

    from tests.support.shop import open_shop  # noqa: PLC0415 (app-ready)
    from theriac.domains.books.queries.statements import (  # noqa: PLC0415 (app-ready)
        account_ledger,
        trial_balance,
    )
    from theriac.domains.capital.queries.position import capital_position  # noqa: PLC0415 (app-ready)

    shop = open_shop()
    first = shop.today - timedelta(days=DAYS)
    worth = _fill(shop, postings, first)
    month = shop.today - timedelta(days=30)

    def floor() -> Any:
        with connection.cursor() as cursor:
            cursor.execute(_FLOOR)
            return cursor.fetchall()

    def balance() -> Any:
        return trial_balance(actor=shop.owner, first_on=month, last_on=shop.today)

    def ledger() -> Any:
        return account_ledger(actor=shop.owner, account="cash", first_on=month, last_on=shop.today)

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    asked = (floor, balance, ledger, capital_position)
    took = {one: [] for one in asked}  # type: dict[Callable[[], Any], list[float]]
    answers = {one: _timed(one, times) for _turn in range(TIMES) for one, times in took.items()}
    found = answers[balance]
    moved = sum(max(one.after, 0) for one in found.accounts)
    if found.debits != found.credits or sum(one.after for one in found.accounts):
        raise SystemExit("the trial balance isn't zero")
    if sum(amount for _account, amount in answers[floor]) != worth or not moved:
        raise SystemExit("what was posted is wrong")
    middle = {one: median(times) for one, times in took.items()}
    figures = {one.__name__: round(seconds, 3) for one, seconds in middle.items()}
    return {
        "bench": "books",
        "postings": postings,
        "trial_balance_s": figures["balance"],
        "account_by_day_s": figures["ledger"],
        "capital_s": figures["capital_position"],
        "floor_s": figures["floor"],
        "ratio": round(middle[balance] / middle[floor], 1),
    }


def _timed(act: Callable[[], Any], times: list[float]) -> Any:
    begun = time.perf_counter()
    answer = act()
    times.append(time.perf_counter() - begun)
    return answer


def _fill(shop: Any, postings: int, first: date) -> int:
    """The rows that three years leave; what they come to."""
    from theriac.core import clock  # noqa: PLC0415 (app-ready)
    from theriac.core.ids import new_id  # noqa: PLC0415 (app-ready)
    from theriac.domains.books.models import Posting  # noqa: PLC0415 (app-ready)

    chance, now, worth = random.Random(1), clock.now(), 0
    for start in range(0, postings, AT_ONCE):
        rows = []
        for number in range(start, min(start + AT_ONCE, postings)):
            debit, credit = LEGS[number % len(LEGS)]
            amount = chance.randrange(1, 500) * 100
            worth += amount
            rows.append(
                Posting(
                    id=new_id(),
                    branch_id=shop.branch_id,
                    debit=debit,
                    credit=credit,
                    amount=amount,
                    document_kind="sale",
                    document_id=new_id(),
                    booked_on=first + timedelta(days=number * DAYS // postings),
                    recorded_at=now,
                    actor_id=shop.owner.id,
                )
            )
        Posting.objects.bulk_create(rows, batch_size=1_000)
    return worth


if __name__ == "__main__":
    BENCH.run(measure)
