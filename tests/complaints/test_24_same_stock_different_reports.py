"""Complaint 24: the same stock, different reports; a count during sales adjusts wrongly.

hmis #12708, #21032; msupply mobile #638; erpnext #37192, #52221; open-msupply #8654.
"""

from __future__ import annotations

import csv
import io
from uuid import UUID

import pytest

from tests.support.pushing import push, pushed_line, pushed_sale
from tests.support.shop import add_medicine, add_staff, open_shop, stock_up
from tests.support.stocktaking import balance, begin, enter, post, relayed
from tests.support.transfers import Two, two_branches
from tests.surfaces.api.program import program
from theriac.core import clock
from theriac.core.verification.registry import run_checks
from theriac.domains.books.accounts import Account
from theriac.domains.books.queries.balances import sums_by_branch
from theriac.domains.stock.imports.export import export_stock
from theriac.domains.stock.models import Movement
from theriac.domains.stock.queries.batches.batch_lines import batch_lines
from theriac.domains.stock.queries.ledger.as_at import past_total, stock_as_at
from theriac.domains.stock.queries.ledger.card import card_lines
from theriac.domains.stock.queries.levels import stock_levels
from theriac.domains.stock.queries.valuation import value_by_place, value_total

pytestmark = pytest.mark.django_db


@pytest.mark.rows("STK-14", "STK-15")
def test_a_count_during_sales_leaves_every_report_with_the_one_true_figure() -> None:
    """6,712 in the books, 5,454 there; sold before, during and after the count, one sale late."""
    shop = open_shop()
    medicine = add_medicine(shop)
    batch = stock_up(shop, medicine, 6712)
    sold_at = clock.now()
    count = begin(shop)
    looked_at = clock.now()
    push(shop, pushed_sale(shop, [pushed_line(shop, medicine, [(batch, 54)])], 1))
    for who in (None, "ben"):
        person = None if who is None else add_staff("restocker", shop.branch_id, who)
        enter(shop, count, batch, 5454, looked_at=looked_at, by=person)
    post(shop, count)
    late = [pushed_line(shop, medicine, [(batch, 700)])]
    push(shop, pushed_sale(shop, late, 2, occurred_at=sold_at))
    relayed()

    where = {"actor": shop.owner, "branch_id": shop.branch_id}
    levels = stock_levels(**where, product_ids=[medicine.id])  # type: ignore[arg-type]
    lines = batch_lines(**where, product_id=medicine.id)  # type: ignore[arg-type]
    movements = list(Movement.objects.select_related("batch"))
    card = card_lines(actor=shop.owner, movements=movements)
    last = max(card, key=lambda one: (one.recorded_at, one.id))
    assert {
        levels[medicine.id].on_hand,
        sum(one.quantity for one in lines),
        last.balance,
        balance(batch),
    } == {5454 - 54}
    assert [v.sentence for result in run_checks() for v in result.violations] == []


@pytest.mark.rows("STK-14")
def test_what_comes_back_from_transit_counts_once_in_every_report() -> None:
    two = two_branches(50, cost_amount=400)
    sent = two.sent(20)
    two.receive(sent, 14)
    two.explain(sent, "returned", 6)
    relayed()
    here, there = two.shop.branch_id, two.there
    assert (told(two, here), told(two, there)) == ({36}, {14})
    by_program = program(two.shop).get(f"/stock/{two.medicine.id}?branch_id={here}").json()
    assert by_program["level"]["on_hand"] == 36
    on_hand = value_total(value_by_place(actor=two.shop.owner))
    assert on_hand == sum(sums_by_branch(Account.STOCK).values()) == 50 * 400
    assert not any(sums_by_branch(Account.STOCK_ON_THE_WAY).values())
    assert [v.sentence for result in run_checks() for v in result.violations] == []


def told(two: Two, branch_id: UUID) -> set[int]:
    """Base units of the medicine at the branch, as each report has them."""
    where = {"actor": two.shop.owner, "branch_id": branch_id}
    level = stock_levels(**where, product_ids=[two.medicine.id])[two.medicine.id]  # type: ignore[arg-type]
    figures = stock_as_at(**where, at=clock.now())  # type: ignore[arg-type]
    past = past_total(**where, figures=figures)  # type: ignore[arg-type]
    lines = batch_lines(**where, product_id=two.medicine.id)  # type: ignore[arg-type]
    file = io.BytesIO()
    export_stock(**where, file=file, form="csv")  # type: ignore[arg-type]
    rows = csv.DictReader(io.StringIO(file.getvalue().decode("utf-8-sig")))
    in_books = sums_by_branch(Account.STOCK)[branch_id]
    return {
        level.on_hand,
        past.units,
        sum(one.quantity for one in lines),
        sum(int(row["quantity"]) for row in rows),
        in_books // 400,
    }
