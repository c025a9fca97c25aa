"""What the trail tells of a sale besides its rows."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.support.pushing import push, pushed_line, pushed_sale
from tests.support.shop import Shop, add_medicine, stock_up
from theriac.core import clock
from theriac.core.audit.models import AuditRecord
from theriac.domains.sales.commands.decide_push import book_held_push
from theriac.domains.sales.models import DiscrepancyCase, HeldPush, Sale
from theriac.domains.sales.queries.notes import SaleNotes, notes_of

pytestmark = pytest.mark.django_db


def sold(shop: Shop, *, reason: str = "", **changes: Any) -> Sale:
    medicine = add_medicine(shop)
    batch = stock_up(shop, medicine, 10)
    line = pushed_line(shop, medicine, [(batch, 1)], batch_reason=reason)
    sale = pushed_sale(shop, [line], **changes)
    push(shop, sale)
    return Sale.objects.get(id=sale.id)


def test_an_ordinary_sale_has_none(shop: Shop) -> None:
    sale = sold(shop)
    assert notes_of(sale.id) == SaleNotes()
    facts = AuditRecord.objects.get(object_kind="sales.sale").facts
    assert facts == {"number": sale.number, "total": 700}


@pytest.mark.parametrize("minutes", [7, -7])
def test_a_clock_seven_minutes_off_warns_and_opens_no_case(shop: Shop, minutes: int) -> None:
    moment = clock.now() + timedelta(minutes=minutes)
    skew = notes_of(sold(shop, occurred_at=moment, sent_at=moment).id).skew
    assert skew is not None
    assert abs(skew - timedelta(minutes=minutes)) < timedelta(seconds=20)
    assert not DiscrepancyCase.objects.filter(kind="clock").exists()


def test_a_sale_that_waited_for_days_is_no_skew(shop: Shop) -> None:
    before = clock.now() - timedelta(days=3)
    assert notes_of(sold(shop, occurred_at=before).id).skew is None


def test_why_another_batch_was_taken_is_kept_by_line(shop: Shop) -> None:
    assert notes_of(sold(shop, reason="customer_asks").id).batch_reasons == {1: "customer_asks"}


def test_that_it_was_held_is_told_with_who_decided(shop: Shop) -> None:
    sold(shop)
    medicine = add_medicine(shop, "Cetirizine 10 mg tablet")
    batch = stock_up(shop, medicine, 10)
    push(shop, pushed_sale(shop, [pushed_line(shop, medicine, [(batch, 1)])]))
    held = HeldPush.objects.get()
    done = book_held_push(
        actor=shop.owner, branch_id=shop.branch_id, held_id=held.id, note="both are true"
    )

    notes = notes_of(done.sale_id).held

    assert notes is not None
    assert (notes.reason, notes.note, notes.decided_by) == (
        "number_used",
        "both are true",
        shop.owner.id,
    )
    assert notes.booked_as == f"MLT-K1-H{shop.today:%y}-000001"
