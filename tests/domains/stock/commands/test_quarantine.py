"""What can't be sold goes from the shelf into quarantine, many batches at once."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID, uuid4

import pytest

from tests.support.reading import reading
from tests.support.reservations import reserve
from tests.support.shop import Medicine, Shop, add_medicine, add_staff, stock_up
from tests.support.shops import second_branch
from theriac.core.audit.models import AuditRecord
from theriac.core.listing.selection import MOST, Outcome
from theriac.core.problems import NotFound, NotPermitted, Unprocessable
from theriac.core.verification.registry import run_checks
from theriac.domains.stock.commands.batches import hold_batch
from theriac.domains.stock.commands.quarantine import quarantine_batches
from theriac.domains.stock.models import Balance, Movement, Place

pytestmark = [pytest.mark.django_db, pytest.mark.rows("UX-15")]


@pytest.fixture
def medicine(shop: Shop) -> Medicine:
    return add_medicine(shop)


def expired(shop: Shop, medicine: Medicine, count: int) -> list[UUID]:
    return [
        stock_up(shop, medicine, 5, days=-number, batch_number=f"X{number}")
        for number in range(count)
    ]


def put(shop: Shop, batches: Sequence[UUID], reason: str = "") -> Outcome:
    return quarantine_batches(
        actor=shop.owner, branch_id=shop.branch_id, batch_ids=batches, reason=reason
    )


def lying(kind: str) -> dict[UUID, int]:
    rows = Balance.objects.filter(place__kind=kind, quantity__gt=0)
    return dict(rows.values_list("batch_id", "quantity"))


def test_seventeen_expired_batches_go_as_one_document(shop: Shop, medicine: Medicine) -> None:
    batches = expired(shop, medicine, 17)

    assert put(shop, batches, "  past\texpiry ") == Outcome(17)

    assert lying("quarantine") == dict.fromkeys(batches, 5)
    assert lying("shelf") == {}
    moved = Movement.objects.filter(kind="transfer")
    assert set(moved.values_list("reason", "quantity")) == {("past expiry", 5)}
    assert moved.values("document_id").distinct().count() == 1
    records = AuditRecord.objects.filter(object_kind="stock.batch", reason="past expiry")
    assert set(records.values_list("object_id", flat=True)) == set(batches)
    assert [v.sentence for found in run_checks() for v in found.violations] == []


def test_what_can_be_sold_is_reserved_or_elsewhere_stays_and_says_why(
    shop: Shop, medicine: Medicine
) -> None:
    (gone,) = expired(shop, medicine, 1)
    held = stock_up(shop, medicine, 2, batch_number="HELD")
    hold_batch(actor=shop.owner, branch_id=shop.branch_id, batch_id=held, reason="doubt")
    good = stock_up(shop, medicine, 3, batch_number="GOOD")
    kept = stock_up(shop, add_medicine(shop, "Oralit"), 4, batch_number="KEPT")
    reserve(shop, Medicine(Balance.objects.get(batch_id=kept).product_id, medicine.packs), 1)
    hold_batch(actor=shop.owner, branch_id=shop.branch_id, batch_id=kept, reason="doubt")

    found = put(shop, [gone, gone, held, good, kept, uuid4()])

    assert found.done == 2
    assert sorted(found.left_out) == [
        "A batch that isn't on this shelf was left out.",
        "Oralit, batch KEPT: 1 unit is reserved. Release it first.",
        "Paracetamol 500 mg tablet, batch GOOD: It can still be sold. Hold it first.",
    ]
    assert lying("quarantine") == {gone: 5, held: 2}
    with pytest.raises(NotFound):
        put(shop, [gone])


def test_a_batch_of_another_branch_is_not_there(shop: Shop, medicine: Medicine) -> None:
    batches = expired(shop, medicine, 2)
    other = second_branch(shop)
    with pytest.raises(NotFound):
        quarantine_batches(actor=shop.owner, branch_id=other, batch_ids=batches)
    assert Place.objects.filter(branch_id=other).exists()
    assert not AuditRecord.objects.filter(command="stock.quarantine_batches").exists()


def test_who_may_not_hold_and_none_and_too_many_are_refused(shop: Shop, medicine: Medicine) -> None:
    batches = expired(shop, medicine, 1)
    cashier = add_staff("cashier", shop.branch_id)
    with pytest.raises(NotPermitted):
        quarantine_batches(actor=cashier, branch_id=shop.branch_id, batch_ids=batches)
    with pytest.raises(Unprocessable, match="Select at least one row"):
        put(shop, [])
    with pytest.raises(Unprocessable, match=f"at most {MOST} rows"):
        put(shop, [uuid4() for _number in range(MOST + 1)])


def test_more_batches_take_no_more_statements(shop: Shop, medicine: Medicine) -> None:
    batches = expired(shop, medicine, 12)
    counts = []
    for some in (batches[:2], batches[2:]):
        with reading() as found:
            put(shop, some)
        counts.append(found.statements)
    assert counts[0] == counts[1]
