"""What a return comes to without a network is what the server's rules say, or stricter."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from tests.surfaces.counter.domain.conftest import Run
from theriac.core.facts.records import given
from theriac.core.ids import new_id
from theriac.countries.registry import profile_for
from theriac.domains.customer_returns.drafts import CustomerReturnNew, GoodsReturned
from theriac.domains.customer_returns.refunds import RefundTerms, refund_of
from theriac.domains.customer_returns.rules import LineShare, left_by, share_of, unusual

pytestmark = [pytest.mark.journey, pytest.mark.rows("SAL-10")]
SCRIPT = "(alone, facts) => alone.answerAlone(facts)"
SALE, LINE = str(new_id()), str(new_id())
TOTAL, TAX, SOLD = 10_003, 991, 7


def sale(*paid: tuple[str, int], on: str = "2026-11-29") -> dict[str, Any]:
    taxes = [{"code": "PPN", "rate_bp": 1100, "amount": TAX}]
    allocation = {"batch_id": "b", "quantity": SOLD}
    line = {"id": LINE, "product_id": "p", "quantity": SOLD, "total": TOTAL, "taxes": taxes}
    return {
        "id": SALE,
        "business_on": on,
        "total": sum(amount for _method, amount in paid),
        "lines": [{**line, "allocations": [allocation]}],
        "payments": [{"method": m, "tendered": amount + 500, "change": 500} for m, amount in paid],
    }


def note(units: int, total: int, *refunds: tuple[str, int]) -> dict[str, Any]:
    parts = [{"method": method, "amount": amount} for method, amount in refunds]
    lines = [{"sale_line_id": LINE, "batch_id": "b", "quantity": units}]
    return {"document": {"lines": lines, "total": total, "refunds": parts}}


def by_the_server(
    made: dict[str, Any], notes: list[dict[str, Any]], units: int, by: str | None
) -> tuple[int, int, list[tuple[str, int]], list[str]]:
    """Amount, total, refunds and what is asked, by the server's own rules."""
    documents = [one["document"] for one in notes]
    before = sum(one["lines"][0]["quantity"] for one in documents)
    whole = LineShare(TOTAL, TAX, made["lines"][0]["taxes"])
    share = share_of(whole, SOLD, before, units)
    refunded: dict[str, int] = {}
    for one in [part for document in documents for part in document["refunds"]]:
        refunded[one["method"]] = refunded.get(one["method"], 0) + one["amount"]
    paid = {one["method"]: one["tendered"] - one["change"] for one in made["payments"]}
    terms = RefundTerms(
        profile=profile_for("id"),
        currency="IDR",
        multiple=100,
        left=left_by(paid, refunded),
        rest=made["total"] - sum(refunded.values()),
        is_last=before + units == SOLD,
    )
    goods = given(GoodsReturned, sale_line_id=UUID(LINE), quantity=units)
    asked = given(
        CustomerReturnNew, sale_id=UUID(SALE), reason="other", lines=[goods], refund_by=by
    )
    refund = refund_of(share.amount, asked, terms)
    sold_on = date.fromisoformat(made["business_on"])
    slack = max(0, refund.rounding)
    why = unusual(sold_on, date(2026, 11, 29), refund.by_method(), terms.left, slack)
    return share.amount, refund.total, refund.by_method(), why


CASH = sale(("cash", 10_000))
MIXED = sale(("qr", 4_000), ("cash", 6_000))
ONCE = [note(2, 2_900, ("cash", 2_900))]


@pytest.mark.parametrize(
    ("made", "notes", "units", "by"),
    [
        (CASH, [], 2, None),
        (CASH, [], 7, None),
        (CASH, ONCE, 3, None),
        (CASH, ONCE, 5, None),
        (CASH, ONCE, 1, "card"),
        (MIXED, [], 2, None),
        (MIXED, [], 6, None),
        (MIXED, [note(3, 4_287, ("cash", 287), ("qr", 4_000))], 4, None),
        (MIXED, [], 5, "cash"),
        (sale(("card", 10_043)), [], 7, "cash"),
        (sale(("card", 10_063)), [], 7, "cash"),
        (sale(("cash", 10_000), on="2026-11-28"), [], 1, None),
    ],
)
def test_it_is_what_the_server_works_out(
    run: Run, made: dict[str, Any], notes: list[dict[str, Any]], units: int, by: str | None
) -> None:
    line = {"sale_line_id": LINE, "batch_id": "b", "quantity": units, "condition": "sealed"}
    goods = {"sale_id": SALE, "refund_by": by, "lines": [line]}
    facts = {"sale": made, "notes": notes, "goods": goods, "country": "id", "multiple": 100}
    found = run("domain/return_alone.js", SCRIPT, {**facts, "today": "2026-11-29"})
    asks = found["asks"]["why"] if found["asks"] else []
    told = [(one["method"], one["amount"]) for one in found["refunds"]]
    amount = found["lines"][0]["amount"]
    assert (amount, found["total"], told, asks) == by_the_server(made, notes, units, by)


@pytest.mark.parametrize(
    ("condition", "goes"), [("sealed", "quarantine"), ("opened", "destruction")]
)
def test_without_the_server_nothing_goes_to_the_shelf(run: Run, condition: str, goes: str) -> None:
    line = {"sale_line_id": LINE, "batch_id": "b", "quantity": 1, "condition": condition}
    goods = {"sale_id": SALE, "refund_by": None, "lines": [line]}
    facts = {"sale": CASH, "notes": [], "goods": goods, "country": "id", "multiple": 100}
    found = run("domain/return_alone.js", SCRIPT, {**facts, "today": "2026-11-29"})
    assert [one["goes"] for one in found["lines"]] == [goes]
