"""Held pushes are decided: booked as they were made, or left unbooked for good."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from tests.support.pushing import push, pushed_line, pushed_sale
from tests.support.shop import Medicine, Shop, add_medicine, add_staff, stock_up
from theriac.core import clock
from theriac.core.audit.models import AuditRecord
from theriac.core.ids import new_id
from theriac.core.problems import Conflict, NotFound, NotPermitted, Unprocessable
from theriac.core.verification.registry import declared_checks, run_checks
from theriac.domains.organisation.commands.terminals import revoke_terminal
from theriac.domains.organisation.models import DocumentSeries
from theriac.domains.sales.commands.book_pushed import PushState, RecordedPush
from theriac.domains.sales.commands.decide_push import book_held_push, dismiss_held_push
from theriac.domains.sales.models import DiscrepancyCase, HeldPush, Payment, Sale, SaleLine
from theriac.domains.sales.pushes.sale import PushedGround, PushedSale
from theriac.domains.stock.models import Balance

pytestmark = pytest.mark.django_db
OURS = [name for name, _check in declared_checks() if not name.startswith("changes.")]
"""All but the checks of who changed a row: the tests here change some by themselves."""


@pytest.fixture
def medicine(shop: Shop) -> Medicine:
    return add_medicine(shop)


@pytest.fixture
def batch(shop: Shop, medicine: Medicine) -> UUID:
    return stock_up(shop, medicine, 100)


def violations() -> list[str]:
    return [v.sentence for result in run_checks(OURS) for v in result.violations]


def revoke(shop: Shop) -> None:
    revoke_terminal(
        actor=shop.owner, branch_id=shop.branch_id, terminal_id=shop.terminal_id, reason="stolen"
    )


def one(
    shop: Shop, medicine: Medicine, batch: UUID, quantity: int = 1, sequence: int = 1
) -> PushedSale:
    return pushed_sale(shop, [pushed_line(shop, medicine, [(batch, quantity)])], sequence)


def held() -> HeldPush:
    return HeldPush.objects.get(decided_at=None)


def book(shop: Shop, note: str = "the customer showed the receipt") -> RecordedPush:
    return book_held_push(actor=shop.owner, branch_id=shop.branch_id, held_id=held().id, note=note)


def kinds() -> list[str]:
    return sorted(DiscrepancyCase.objects.values_list("kind", flat=True))


def test_a_held_push_is_dismissed_once_and_kept(
    shop: Shop, medicine: Medicine, batch: UUID
) -> None:
    push(shop, one(shop, medicine, batch, 1))
    push(shop, one(shop, medicine, batch, 2))
    push_ = held()

    dismiss_held_push(actor=shop.owner, branch_id=shop.branch_id, held_id=push_.id, note="twice")

    push_.refresh_from_db()
    assert (push_.decision, push_.decided_by) == ("dismissed", shop.owner.id)
    assert violations() == []
    with pytest.raises(Conflict):
        dismiss_held_push(actor=shop.owner, branch_id=shop.branch_id, held_id=push_.id, note="x")


def test_a_revoked_terminals_sale_takes_the_place_of_its_number(
    shop: Shop, medicine: Medicine, batch: UUID
) -> None:
    push(shop, one(shop, medicine, batch, 1, 1))
    revoke(shop)
    sale = one(shop, medicine, batch, 3, 2)
    push(shop, sale)

    recorded = book(shop)

    booked = Sale.objects.get(id=sale.id)
    assert (recorded.state, recorded.cases) == (PushState.BOOKED, 0)
    assert (booked.number, booked.series_id, booked.sequence) == (sale.number, sale.series_id, 2)
    assert (booked.occurred_at, booked.content_hash) == (sale.occurred_at, sale.content_hash)
    assert (booked.total, Payment.objects.get(sale=booked).tendered) == (2100, 2100)
    assert Balance.objects.get().quantity == 96
    assert violations() == []


def test_a_used_number_stays_on_the_sale_which_stands_in_a_series_of_its_own(
    shop: Shop, medicine: Medicine, batch: UUID
) -> None:
    first = one(shop, medicine, batch, 1)
    push(shop, first)
    for quantity in (2, 3):
        push(shop, one(shop, medicine, batch, quantity))
        book(shop)

    series = DocumentSeries.objects.get(kind="held")
    assert series.prefix == f"MLT-K1-H{shop.today:%y}-"
    beside = Sale.objects.filter(series=series).order_by("sequence")
    assert [(sale.number, sale.sequence, sale.total) for sale in beside] == [
        (first.number, 1, 1400),
        (first.number, 2, 2100),
    ]
    record = AuditRecord.objects.get(object_kind="sales.sale", object_id=beside[0].id)
    assert record.facts["booked_as"] == f"{series.prefix}000001"
    assert record.facts["why_held"] == "number_used"
    assert Balance.objects.get().quantity == 94
    assert violations() == []


def test_changed_content_of_a_booked_sale_is_booked_under_ids_of_its_own(
    shop: Shop, medicine: Medicine, batch: UUID
) -> None:
    sale = one(shop, medicine, batch, 2)
    push(shop, sale)
    changed = replace(sale, content={**sale.content, "note": 1}, content_hash="0" * 64)
    assert push(shop, changed).state is PushState.HELD

    recorded = book(shop)

    assert recorded.sale_id != sale.id
    assert Sale.objects.filter(number=sale.number).count() == 2
    assert SaleLine.objects.count() == 2
    assert violations() == []


def test_the_same_push_again_is_answered_as_booked(
    shop: Shop, medicine: Medicine, batch: UUID
) -> None:
    push(shop, one(shop, medicine, batch, 1))
    sale = one(shop, medicine, batch, 2)
    push(shop, sale)
    book(shop)

    assert push(shop, sale).state is PushState.REPLAYED
    assert Sale.objects.count() == 2


def test_what_disagrees_opens_its_case_by_the_clocks_of_the_arrival(
    shop: Shop, medicine: Medicine, batch: UUID
) -> None:
    revoke(shop)
    line = pushed_line(shop, medicine, [(batch, 110)], price=600)
    now = clock.now()
    early = now - timedelta(minutes=8)
    push(shop, pushed_sale(shop, [line], occurred_at=early, sent_at=early))

    with clock.at(now + timedelta(days=9)):
        recorded = book(shop)

    assert kinds() == ["price", "stock_short"]
    assert recorded.cases == 2
    facts = AuditRecord.objects.get(object_kind="sales.sale").facts
    assert -490 <= facts["skew_seconds"] <= -480
    assert violations() == []


def test_a_ground_and_its_person_come_along(shop: Shop) -> None:
    strict = add_medicine(shop, "Amoxicillin 500 mg capsule", legal_class="keras")
    shelf = stock_up(shop, strict, 10)
    pharmacist = add_staff("pharmacist", shop.branch_id)
    ground = PushedGround(
        id=new_id(),
        kind="prescription",
        permitted_by=pharmacist.id,
        prescriber="dr. Maya L.",
        number="0412",
        written_on=shop.today,
    )
    revoke(shop)
    line = pushed_line(shop, strict, [(shelf, 1)], ground_id=ground.id)
    push(shop, pushed_sale(shop, [line], grounds=[ground]))

    assert book(shop).cases == 0
    kept = Sale.objects.get().grounds.get()
    assert (kept.details["prescriber"], kept.written_on, kept.permitted_by) == (
        "dr. Maya L.",
        shop.today,
        pharmacist.id,
    )


def test_what_the_books_dont_know_cant_be_booked_yet(shop: Shop, medicine: Medicine) -> None:
    stranger = Medicine(new_id(), medicine.packs)
    push(shop, pushed_sale(shop, [pushed_line(shop, stranger, [(new_id(), 1)])]))

    with pytest.raises(Unprocessable):
        book(shop)
    assert (held().decision, Sale.objects.count()) == ("", 0)


@pytest.mark.django_db(transaction=True)
def test_a_sale_of_an_unknown_series_stands_beside_it(
    shop: Shop, medicine: Medicine, batch: UUID
) -> None:
    lost = replace(one(shop, medicine, batch), series_id=new_id())
    assert push(shop, lost).state is PushState.HELD

    book(shop)

    sale = Sale.objects.get()
    assert (sale.number, sale.series.kind, sale.sequence) == (lost.number, "held", 1)
    assert violations() == []


def test_a_decision_needs_a_reason_a_right_and_something_undecided(
    shop: Shop, medicine: Medicine, batch: UUID
) -> None:
    revoke(shop)
    push(shop, one(shop, medicine, batch))
    push_ = held()
    cashier = add_staff("cashier", shop.branch_id)

    with pytest.raises(Unprocessable):
        book(shop, note=" ")
    with pytest.raises(NotPermitted):
        book_held_push(actor=cashier, branch_id=shop.branch_id, held_id=push_.id, note="x")
    with pytest.raises(NotFound):
        book_held_push(actor=shop.owner, branch_id=shop.branch_id, held_id=new_id(), note="x")
    book(shop)
    with pytest.raises(Conflict):
        book_held_push(actor=shop.owner, branch_id=shop.branch_id, held_id=push_.id, note="x")
    assert Sale.objects.count() == 1


def test_verify_tells_a_sale_in_a_held_series_that_nobody_decided(
    shop: Shop, medicine: Medicine, batch: UUID
) -> None:
    push(shop, one(shop, medicine, batch, 1))
    push(shop, one(shop, medicine, batch, 2))
    book(shop)
    HeldPush.objects.update(decision="dismissed")

    sale = Sale.objects.get(series__kind="held")
    assert violations() == [
        f"Sale {sale.number} ({sale.id}) was on hold and booked without a decision."
    ]
    HeldPush.objects.update(decision="booked", number="MLT-K1-26-999999")
    assert (
        "Sale on hold MLT-K1-26-999999 was approved for booking but is not booked." in violations()
    )
