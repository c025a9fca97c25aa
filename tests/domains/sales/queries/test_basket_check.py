"""Whether the lines of a basket still stand before they are paid."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from tests.support.pushing import point_of
from tests.support.shop import Medicine, Shop, add_medicine, add_staff, stock_up
from theriac.core.ids import new_id
from theriac.domains.catalog.commands.change import change_product
from theriac.domains.catalog.commands.prices import set_price
from theriac.domains.sales.checkout.drafts import GroundSeen
from theriac.domains.sales.models import Sale
from theriac.domains.sales.queries.basket_check import AskedLine, fallen_lines
from theriac.domains.stock.commands.batches import hold_batch
from theriac.domains.stock.models import Balance

pytestmark = pytest.mark.django_db


@pytest.fixture
def medicine(shop: Shop) -> Medicine:
    return add_medicine(shop)


@pytest.fixture
def batch(shop: Shop, medicine: Medicine) -> UUID:
    return stock_up(shop, medicine, 20)


def asked(medicine: Medicine, batch: UUID, quantity: int = 5, **changes: Any) -> AskedLine:
    line: dict[str, Any] = {
        "position": 1,
        "product_id": medicine.id,
        "pack_id": medicine.packs[1],
        "quantity": quantity,
        "price_amount": 700,
        "price_units": 1,
        "takes": [(batch, quantity)],
        **changes,
    }
    return AskedLine(**line)


def fallen(shop: Shop, *lines: AskedLine, person_id: UUID | None = None) -> list[tuple[int, str]]:
    found = fallen_lines(
        point=point_of(shop), person_id=person_id or shop.owner.id, lines=list(lines)
    )
    return [(one.position, one.problem.type) for one in found]


def test_what_agrees_stands_and_nothing_is_written(
    shop: Shop, medicine: Medicine, batch: UUID
) -> None:
    assert fallen(shop, asked(medicine, batch)) == []
    assert (Sale.objects.count(), Balance.objects.get().quantity) == (0, 20)


def test_an_unknown_a_blocked_product_and_a_foreign_pack_fall(
    shop: Shop, medicine: Medicine, batch: UUID
) -> None:
    stranger = asked(Medicine(new_id(), medicine.packs), batch)
    foreign = asked(medicine, batch, pack_id=new_id(), position=2)
    assert fallen(shop, stranger, foreign) == [
        (1, "sales.product_unknown"),
        (2, "sales.product_unknown"),
    ]
    change_product(
        actor=shop.owner,
        product_id=medicine.id,
        version=1,
        changes={"status": "blocked"},
        reason="defect",
    )
    assert fallen(shop, asked(medicine, batch)) == [(1, "sales.product_unknown")]


def test_a_person_who_may_not_sell_falls_every_line(
    shop: Shop, medicine: Medicine, batch: UUID
) -> None:
    restocker = add_staff("restocker", shop.branch_id)
    two = [asked(medicine, batch, 1), asked(medicine, batch, 1, position=2)]
    for person_id in (restocker.id, new_id()):
        assert [position for position, _type in fallen(shop, *two, person_id=person_id)] == [1, 2]


def test_lines_share_what_a_batch_has(shop: Shop, medicine: Medicine, batch: UUID) -> None:
    lines = [asked(medicine, batch, 15), asked(medicine, batch, 6, position=2)]
    found = fallen_lines(point=point_of(shop), person_id=shop.owner.id, lines=lines)
    [short] = found
    assert (short.position, short.problem.type) == (2, "stock.insufficient")
    assert (short.problem.facts["requested"], short.problem.facts["available"]) == (6, 5)


def test_an_unknown_batch_gives_nothing(shop: Shop, medicine: Medicine, batch: UUID) -> None:
    assert fallen(shop, asked(medicine, new_id())) == [(1, "stock.insufficient")]


def test_a_held_and_an_expired_batch_fall(shop: Shop, medicine: Medicine, batch: UUID) -> None:
    expired = stock_up(shop, medicine, 10, days=0, batch_number="OLD")
    hold_batch(actor=shop.owner, branch_id=shop.branch_id, batch_id=batch, reason="count")
    lines = [asked(medicine, batch), asked(medicine, expired, position=2)]
    assert fallen(shop, *lines) == [
        (1, "stock.batch_not_sellable"),
        (2, "stock.batch_not_sellable"),
    ]


def test_another_price_falls_and_says_what_it_costs_now(
    shop: Shop, medicine: Medicine, batch: UUID
) -> None:
    set_price(actor=shop.owner, pack_id=medicine.packs[1], amount=750)
    [moved] = fallen_lines(
        point=point_of(shop), person_id=shop.owner.id, lines=[asked(medicine, batch)]
    )
    assert moved.problem.type == "sales.price_moved"
    assert "750" in str(moved.problem.detail)


def test_a_part_of_a_split_line_stands_at_the_price_of_the_pack_that_was_asked_for(
    shop: Shop, medicine: Medicine, batch: UUID
) -> None:
    parts = [
        asked(medicine, batch, 13, price_amount=6500, price_units=10),
        asked(medicine, batch, 7, price_amount=6500, price_units=10, position=2),
    ]
    assert fallen(shop, *parts) == []
    assert fallen(shop, parts[0]) == [(1, "sales.price_moved")]


def test_a_product_without_a_price_falls(shop: Shop) -> None:
    unpriced = add_medicine(shop, "Unpriced tablet", packs=[])
    shelf = stock_up(shop, unpriced, 10)
    assert fallen(shop, asked(unpriced, shelf)) == [(1, "pricing.no_price")]


@pytest.mark.parametrize(
    ("ground", "signer", "expected"),
    [
        (False, None, ["sales.ground_needed"]),
        (True, None, ["sales.ground_needed"]),
        (True, "cashier", ["sales.ground_needed"]),
        (True, "pharmacist", []),
    ],
)
def test_a_prescription_medicine_needs_its_ground_and_who_may_permit_it(
    shop: Shop, ground: bool, signer: str | None, expected: list[str]
) -> None:
    strict = add_medicine(shop, "Amoxicillin 500 mg capsule", legal_class="keras")
    shelf = stock_up(shop, strict, 10)
    seen = GroundSeen(
        kind="prescription",
        prescriber="dr. Maya L.",
        number="0412",
        written_on=shop.today,
        exception="",
    )
    person = add_staff(signer, shop.branch_id).id if signer else None
    line = asked(strict, shelf, ground=seen if ground else None, permitted_by=person)
    assert [kind for _position, kind in fallen(shop, line)] == expected


def test_a_class_that_needs_a_register_falls_whatever_the_ground(shop: Shop) -> None:
    controlled = add_medicine(shop, "Morphine 10 mg tablet", legal_class="narkotika")
    shelf = stock_up(shop, controlled, 10)
    assert fallen(shop, asked(controlled, shelf)) == [(1, "sales.controlled")]
