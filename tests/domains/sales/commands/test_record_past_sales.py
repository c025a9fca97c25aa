"""Sales of the past: every rule of their moment, numbered in order, nothing announced."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from tests.support.shop import Medicine, Shop, add_medicine, add_staff, stock_up
from theriac.core import clock
from theriac.core.audit.models import AuditRecord
from theriac.core.ids import new_id
from theriac.core.outbox.models import OutboxEvent
from theriac.core.problems import NotPermitted
from theriac.core.verification.registry import run_checks
from theriac.domains.catalog.commands.change import set_ceiling
from theriac.domains.pricing.problems import PriceAboveCeiling
from theriac.domains.pricing.rules.payments import PaymentMethod
from theriac.domains.sales.checkout.drafts import GroundSeen, SaleDraft, SaleItem, TenderGiven
from theriac.domains.sales.commands.record_past_sales import record_past_sales
from theriac.domains.sales.models import Payment, Sale, SaleGround, SaleLine
from theriac.domains.sales.past_sales import BookedNumber, PastSale
from theriac.domains.sales.problems import ControlledNotSold, GroundNeeded, PairingNeeded
from theriac.domains.stock.models import Balance, Movement
from theriac.domains.stock.problems import InsufficientStock

pytestmark = pytest.mark.django_db


def past(
    shop: Shop, medicine: Medicine, quantity: int, moment: datetime, **changes: object
) -> PastSale:
    draft = {"items": [SaleItem(product_id=medicine.id, quantity=quantity)], "occurred_at": moment}
    named = {key: changes.pop(key) for key in ("items", "grounds", "tenders") if key in changes}
    return PastSale(
        **{
            "id": new_id(),
            "terminal_id": shop.terminal_id,
            "person_id": shop.owner.id,
            "draft": SaleDraft(**{**draft, **named}),  # type: ignore[arg-type]
            **changes,
        }
    )


def record(shop: Shop, *sales: PastSale) -> list[BookedNumber]:
    return record_past_sales(actor=shop.owner, branch_id=shop.branch_id, sales=sales)


def days_ago(days: int) -> datetime:
    return clock.now() - timedelta(days=days)


def test_they_are_booked_as_of_their_moment_in_the_order_given(shop: Shop) -> None:
    with clock.at(days_ago(40)):
        medicine = add_medicine(shop)
    stock_up(shop, medicine, 30)
    before = OutboxEvent.objects.count()

    booked = record(
        shop, past(shop, medicine, 4, days_ago(9)), past(shop, medicine, 5, days_ago(8))
    )

    assert [one.sequence for one in booked] == [1, 2]
    first, second = Sale.objects.order_by("sequence")
    assert (first.number, first.total, first.source) == (booked[0].number, 4 * 700, "counter")
    assert first.recorded_at == first.occurred_at < second.occurred_at
    assert second.total == 5 * 700
    assert Balance.objects.get().quantity == 21
    assert AuditRecord.objects.filter(object_kind="sales.sale", object_id=first.id).count() == 1
    assert OutboxEvent.objects.count() == before
    assert [result.violations for result in run_checks() if result.violations] == []


def test_the_next_ones_continue_the_series(shop: Shop) -> None:
    with clock.at(days_ago(40)):
        medicine = add_medicine(shop)
    stock_up(shop, medicine, 30)
    record(shop, past(shop, medicine, 1, days_ago(3)))
    assert [one.sequence for one in record(shop, past(shop, medicine, 1, days_ago(2)))] == [2]


def test_change_comes_from_what_was_handed_over(shop: Shop) -> None:
    with clock.at(days_ago(40)):
        medicine = add_medicine(shop)
    stock_up(shop, medicine, 30)
    card = [TenderGiven(method=PaymentMethod.CARD, reference="A-1")]
    record(
        shop,
        past(shop, medicine, 3, days_ago(2), hand_over=lambda total: total + 900),
        past(shop, medicine, 2, days_ago(1), tenders=card),
    )
    assert list(Payment.objects.order_by("id").values_list("method", "tendered", "change")) == [
        ("cash", 3000, 900),
        ("card", 1400, 0),
    ]


def test_a_ground_is_the_permitting_persons(shop: Shop) -> None:
    with clock.at(days_ago(40)):
        medicine = add_medicine(shop, "Amoxicillin 500 mg capsule", legal_class="keras")
    stock_up(shop, medicine, 30)
    cashier = add_staff("cashier", shop.branch_id)
    pharmacist = add_staff("pharmacist", shop.branch_id)
    seen = GroundSeen(
        kind="prescription",
        prescriber="dr. Maya Salma",
        number="0412",
        written_on=days_ago(4).date(),
    )
    sale = past(
        shop,
        medicine,
        10,
        days_ago(3),
        person_id=cashier.id,
        permitted_by=pharmacist.id,
        items=[SaleItem(product_id=medicine.id, quantity=10, ground=0)],
        grounds=[seen],
    )
    record(shop, sale)
    ground = SaleGround.objects.get()
    assert (ground.permitted_by, ground.details["number"]) == (pharmacist.id, "0412")
    assert SaleLine.objects.get().ground_id == ground.id
    assert Movement.objects.get(kind="sale").actor_id == cashier.id


def test_what_the_rules_refuse_stops_them_all(shop: Shop) -> None:
    with clock.at(days_ago(40)):
        medicine = add_medicine(shop)
        strong = add_medicine(shop, "Codeine 10 mg tablet", legal_class="narkotika")
        rx = add_medicine(shop, "Amoxicillin 500 mg capsule", legal_class="keras")
    for one in (medicine, strong, rx):
        stock_up(shop, one, 10)
    good = past(shop, medicine, 5, days_ago(5))
    refused = {
        InsufficientStock: past(shop, medicine, 6, days_ago(4)),
        ControlledNotSold: past(
            shop,
            strong,
            1,
            days_ago(4),
            items=[SaleItem(product_id=strong.id, quantity=1, ground=0)],
            grounds=[
                GroundSeen(
                    kind="prescription",
                    prescriber="dr. X",
                    number="1",
                    written_on=days_ago(5).date(),
                )
            ],
        ),
        GroundNeeded: past(shop, rx, 1, days_ago(4)),
        PairingNeeded: past(shop, medicine, 1, days_ago(4), terminal_id=new_id()),
    }
    for problem, sale in refused.items():
        with pytest.raises(problem):
            record(shop, good, sale)
    assert not Sale.objects.exists()
    assert not Movement.objects.filter(kind="sale").exists()


def test_only_who_manages_the_organisation_may(shop: Shop) -> None:
    manager = add_staff("manager", shop.branch_id)
    with pytest.raises(NotPermitted):
        record_past_sales(actor=manager, branch_id=shop.branch_id, sales=[])


def test_a_past_sale_says_when_it_was(shop: Shop) -> None:
    medicine = add_medicine(shop)
    sale = past(shop, medicine, 1, days_ago(1))
    undated = PastSale(
        id=sale.id,
        terminal_id=sale.terminal_id,
        person_id=sale.person_id,
        draft=SaleDraft(items=sale.draft.items),
    )
    with pytest.raises(ValueError, match="when it was"):
        record(shop, undated)


@pytest.mark.rows("CAT-09")
def test_a_ceiling_holds_for_the_sales_that_were_made_while_it_stood(shop: Shop) -> None:
    with clock.at(days_ago(40)):
        medicine = add_medicine(shop)
    stock_up(shop, medicine, 30)
    set_ceiling(actor=shop.owner, product_id=medicine.id, amount=699, valid_from=days_ago(5))

    record(shop, past(shop, medicine, 1, days_ago(6)))
    with pytest.raises(PriceAboveCeiling):
        record(shop, past(shop, medicine, 1, days_ago(4)))

    assert Sale.objects.count() == 1
