"""A prescription is dispensed for so many days: refused at the server's sale, a case of a push."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from tests.support.pushing import point_of, push, pushed_line, pushed_sale
from tests.support.shop import Medicine, Shop, add_medicine, open_shop, stock_up
from theriac.core.ids import new_id
from theriac.core.problems import Unprocessable
from theriac.core.verification.registry import run_checks
from theriac.domains.organisation.commands.settings import change_settings
from theriac.domains.organisation.ids import PharmacyId
from theriac.domains.organisation.models import PharmacySettings
from theriac.domains.sales.checkout.drafts import GroundSeen, SaleDraft, SaleItem
from theriac.domains.sales.commands.book_pushed import PushState
from theriac.domains.sales.commands.complete_sale import complete_sale
from theriac.domains.sales.models import DiscrepancyCase, Sale, SaleGround
from theriac.domains.sales.problems import PrescriptionUnfit
from theriac.domains.sales.pushes.sale import PushedGround
from theriac.domains.sales.queries.basket_check import AskedLine, fallen_lines
from theriac.domains.sales.queries.quotes import quote_sale

pytestmark = [pytest.mark.django_db, pytest.mark.rows("CAT-08")]
DAYS = timedelta(days=30)


@pytest.fixture
def shop() -> Shop:
    return open_shop()


@pytest.fixture
def medicine(shop: Shop) -> Medicine:
    found = add_medicine(shop, "Amoxicillin 500 mg", legal_class="keras")
    stock_up(shop, found, 50)
    return found


def sell(shop: Shop, medicine: Medicine, written_on: date | None, sale: Any = complete_sale) -> Any:
    seen = GroundSeen(kind="prescription", prescriber="dr. A", number="1", written_on=written_on)
    item = SaleItem(product_id=medicine.id, quantity=1, ground=0)
    return sale(
        actor=shop.owner,
        branch_id=shop.branch_id,
        terminal_id=shop.api_terminal_id,
        draft=SaleDraft(items=[item], grounds=[seen]),
    )


def set_days(shop: Shop, days: int) -> None:
    settings = PharmacySettings.objects.get()
    change_settings(
        actor=shop.owner,
        pharmacy_id=PharmacyId(settings.pharmacy_id),
        version=settings.version,
        changes={"prescription_days": days},
    )


def seen_on(shop: Shop, written_on: date | None) -> PushedGround:
    return PushedGround(
        id=new_id(),
        kind="prescription",
        prescriber="dr. A",
        number="1",
        written_on=written_on,
        permitted_by=shop.owner.id,
    )


def push_on(shop: Shop, medicine: Medicine, written_on: date | None) -> Sale:
    batch = stock_up(shop, medicine, 5)
    ground = seen_on(shop, written_on)
    line = pushed_line(shop, medicine, [(batch, 1)], ground_id=ground.id)
    assert push(shop, pushed_sale(shop, [line], grounds=[ground])).state is PushState.BOOKED
    return Sale.objects.get()


def unfit() -> list[str]:
    return [found.code for one in run_checks(["sales.prescriptions"]) for found in one.violations]


def test_the_last_day_is_kept_with_the_ground(shop: Shop, medicine: Medicine) -> None:
    first = shop.today - DAYS

    sell(shop, medicine, first)

    ground = SaleGround.objects.get()
    assert (ground.written_on, ground.valid_until) == (first, shop.today)
    assert unfit() == []


@pytest.mark.parametrize("sale", [complete_sale, quote_sale])
def test_one_that_is_too_old_is_refused_in_words(shop: Shop, medicine: Medicine, sale: Any) -> None:
    old = shop.today - DAYS - timedelta(days=1)

    with pytest.raises(PrescriptionUnfit) as refused:
        sell(shop, medicine, old, sale)

    assert "The prescription for Amoxicillin 500 mg was valid until" in str(refused.value)
    assert "Ask the prescriber for a new one." in str(refused.value)
    assert refused.value.field == "lines.0"
    assert refused.value.facts["fault"] == "too_old"
    assert not Sale.objects.exists()


def test_the_pharmacys_own_days_hold_where_the_law_names_none(
    shop: Shop, medicine: Medicine
) -> None:
    set_days(shop, 7)
    with pytest.raises(PrescriptionUnfit):
        sell(shop, medicine, shop.today - timedelta(days=8))
    set_days(shop, 90)
    sell(shop, medicine, shop.today - timedelta(days=90))
    assert SaleGround.objects.get().valid_until == shop.today


@pytest.mark.parametrize("days", [None, 1])
def test_one_without_a_date_or_of_a_day_to_come_is_refused(
    shop: Shop, medicine: Medicine, days: int | None
) -> None:
    written_on = None if days is None else shop.today + timedelta(days=days)
    with pytest.raises(Unprocessable) as refused:
        sell(shop, medicine, written_on)
    assert refused.value.field == "grounds.written_on"


def test_an_old_one_for_free_goods_stops_nothing(shop: Shop) -> None:
    free = add_medicine(shop, "Paracetamol 500 mg")
    stock_up(shop, free, 5)
    sell(shop, free, date(2001, 1, 1))
    assert SaleGround.objects.get().valid_until is None
    assert unfit() == []


@pytest.mark.parametrize(
    ("ago", "fault"), [(None, "undated"), (-1, "future"), (31, "too_old"), (30, "")]
)
def test_a_pushed_sale_is_booked_and_its_date_is_a_case(
    shop: Shop, medicine: Medicine, ago: int | None, fault: str
) -> None:
    written_on = None if ago is None else shop.today - timedelta(days=ago)

    sale = push_on(shop, medicine, written_on)

    told = {case.kind: case.facts for case in DiscrepancyCase.objects.filter(sale=sale)}
    until = (shop.today - timedelta(days=1)).isoformat() if fault == "too_old" else None
    ground_id = str(SaleGround.objects.get().id)
    expected = {"missing": fault, "ground_id": ground_id, "valid_until": until}
    assert told == ({"ground": expected} if fault else {})
    assert [one.name for one in run_checks() if one.violations] == []


@pytest.mark.parametrize("ago", [None, -1, 31])
def test_verify_finds_one_without_its_case(shop: Shop, medicine: Medicine, ago: int | None) -> None:
    push_on(shop, medicine, None if ago is None else shop.today - timedelta(days=ago))
    assert unfit() == []

    DiscrepancyCase.objects.all().delete()

    assert unfit() == ["sales.paper_unfit"]


@pytest.mark.parametrize(
    ("ago", "types"),
    [(30, []), (31, ["sales.prescription_unfit"]), (None, ["sales.prescription_unfit"])],
)
def test_a_counters_basket_is_told_before_it_is_paid(
    shop: Shop, medicine: Medicine, ago: int | None, types: list[str]
) -> None:
    batch = stock_up(shop, medicine, 5)
    written_on = None if ago is None else shop.today - timedelta(days=ago)
    line = AskedLine(
        position=1,
        product_id=medicine.id,
        pack_id=medicine.packs[1],
        quantity=1,
        price_amount=700,
        price_units=1,
        takes=[(batch, 1)],
        ground=GroundSeen(kind="prescription", written_on=written_on),
        permitted_by=shop.owner.id,
    )
    found = fallen_lines(point=point_of(shop), person_id=shop.owner.id, lines=[line])
    assert [one.problem.type for one in found] == types
