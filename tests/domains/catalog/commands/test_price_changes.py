"""Many prices in one act: all or nothing, as they were seen."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from tests.support.reading import reading
from tests.support.shop import Medicine, Shop, add_medicine, add_staff, open_shop, stock_up
from tests.support.shops import second_branch
from theriac.core import clock
from theriac.core.audit.models import AuditRecord
from theriac.core.outbox.models import OutboxEvent
from theriac.core.problems import AsksFirst, NotFound, NotPermitted, Problem, Unprocessable
from theriac.domains.catalog.commands.change import set_ceiling
from theriac.domains.catalog.commands.price_changes import NewPrice, change_prices
from theriac.domains.catalog.commands.prices import set_price
from theriac.domains.catalog.models import Price
from theriac.domains.catalog.price_changes.packs_now import MOST_PACKS
from theriac.domains.catalog.problems import PriceChangeRefused, PricesMoved
from theriac.domains.catalog.queries.prices.changes import get_price_change

pytestmark = pytest.mark.django_db
WHY = "The wholesaler raised its list"


@pytest.fixture
def shop() -> Shop:
    return open_shop()


def prices_of(medicine: Medicine, branch_id: UUID | None = None) -> dict[int, list[int]]:
    """The dated amounts of each pack at one place, by factor, oldest first."""
    rows = Price.objects.filter(branch_id=branch_id).order_by("recorded_at", "id")
    return {
        factor: list(rows.filter(pack_id=pack).values_list("amount", flat=True))
        for factor, pack in medicine.packs.items()
    }


def strip_and_box(medicine: Medicine, strip: int = 6_800, box: int = 62_400) -> list[NewPrice]:
    return [
        NewPrice(medicine.packs[10], 6_500, strip),
        NewPrice(medicine.packs[100], 60_000, box),
    ]


@pytest.mark.rows("CAT-09")
def test_the_prices_hold_from_now_and_each_products_trail_tells_before_and_after(
    shop: Shop,
) -> None:
    medicine = add_medicine(shop)
    known = set(OutboxEvent.objects.values_list("id", flat=True))

    change_id = change_prices(
        actor=shop.owner, branch_id=None, prices=strip_and_box(medicine), reason=f" {WHY} "
    )

    assert prices_of(medicine) == {1: [700], 10: [6_500, 6_800], 100: [60_000, 62_400]}
    whole = AuditRecord.objects.get(object_kind="catalog.price_change")
    assert (whole.object_id, whole.reason, whole.facts["prices"]) == (change_id, WHY, 2)
    records = AuditRecord.objects.filter(
        command="catalog.change_prices", object_kind="catalog.product", object_id=medicine.id
    )
    told = {record.facts["pack_id"]: record.facts for record in records}
    strip = told[str(medicine.packs[10])]
    assert (strip["before"], strip["after"]) == ({"price": 6_500}, {"price": 6_800})
    assert strip["change_id"] == str(change_id)
    assert len(told) == 2
    events = OutboxEvent.objects.exclude(id__in=known)
    assert [event.subject for event in events] == [str(medicine.id)]
    change = get_price_change(actor=shop.owner, change_id=change_id)
    assert change is not None
    assert (change.prices, change.reason, change.branch_id) == (2, WHY, None)


def test_a_branch_gets_prices_of_its_own_from_the_instant_on(shop: Shop) -> None:
    medicine = add_medicine(shop)
    tomorrow = clock.now() + timedelta(days=1)

    change_prices(
        actor=shop.owner,
        branch_id=shop.branch_id,
        prices=strip_and_box(medicine),
        reason=WHY,
        valid_from=tomorrow,
    )

    assert prices_of(medicine)[10] == [6_500]
    assert prices_of(medicine, shop.branch_id) == {1: [], 10: [6_800], 100: [62_400]}
    assert set(Price.objects.filter(branch_id=shop.branch_id).values_list("valid_from")) == {
        (tomorrow,)
    }


def test_a_price_that_moved_refuses_the_whole_and_says_which(shop: Shop) -> None:
    medicine = add_medicine(shop)
    set_price(actor=shop.owner, pack_id=medicine.packs[10], amount=6_600)

    with pytest.raises(PricesMoved) as refused:
        change_prices(actor=shop.owner, branch_id=None, prices=strip_and_box(medicine), reason=WHY)

    assert "Paracetamol 500 mg tablet (strip) Rp 6.600" in str(refused.value)
    assert refused.value.facts["moved"] == [
        {"pack_id": str(medicine.packs[10]), "seen": 6_500, "now": 6_600}
    ]
    assert prices_of(medicine)[100] == [60_000]


def test_a_price_above_the_ceiling_refuses_the_whole(shop: Shop) -> None:
    medicine = add_medicine(shop)
    set_ceiling(actor=shop.owner, product_id=medicine.id, amount=679, units=1)

    with pytest.raises(PriceChangeRefused) as refused:
        change_prices(actor=shop.owner, branch_id=None, prices=strip_and_box(medicine), reason=WHY)

    assert "(strip) Rp 6.790" in str(refused.value)
    assert prices_of(medicine)[100] == [60_000]
    change_prices(
        actor=shop.owner, branch_id=None, prices=strip_and_box(medicine, strip=6_790), reason=WHY
    )


@pytest.mark.rows("PUR-14")
def test_prices_below_cost_and_far_off_the_last_ask_once_a_kind(shop: Shop) -> None:
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 100, cost_amount=1_999, cost_units=5)
    prices = strip_and_box(medicine, strip=3_997, box=90_001)

    with pytest.raises(AsksFirst) as refused:
        change_prices(actor=shop.owner, branch_id=None, prices=prices, reason=WHY)

    below, far = refused.value.questions
    assert str(below.words) == (
        "1 price is below the last cost: Paracetamol 500 mg tablet (strip) Rp 3.997."
    )
    assert str(far.words) == (
        "1 price changes by more than 50 %: Paracetamol 500 mg tablet (box) Rp 90.001."
    )
    codes = [below.code, far.code]
    other = strip_and_box(medicine, strip=3_996, box=90_001)
    with pytest.raises(AsksFirst):
        change_prices(actor=shop.owner, branch_id=None, prices=other, reason=WHY, confirmed=codes)
    change_prices(actor=shop.owner, branch_id=None, prices=prices, reason=WHY, confirmed=codes)
    record = AuditRecord.objects.get(object_kind="catalog.price_change")
    assert record.facts["confirmed"] == codes


def test_what_is_no_price_is_refused(shop: Shop) -> None:
    medicine = add_medicine(shop)
    for amount in (0, -1, 2**53):
        with pytest.raises(PriceChangeRefused):
            change_prices(
                actor=shop.owner,
                branch_id=None,
                prices=strip_and_box(medicine, strip=amount),
                reason=WHY,
            )


def test_nothing_twice_the_past_no_reason_and_the_unknown_are_refused(shop: Shop) -> None:
    medicine = add_medicine(shop)
    good = strip_and_box(medicine)
    cases: list[tuple[type[Problem], dict[str, object]]] = [
        (PriceChangeRefused, {"prices": []}),
        (PriceChangeRefused, {"prices": [*good, good[0]]}),
        (PriceChangeRefused, {"prices": [NewPrice(uuid4(), 1, 2) for _ in range(5_001)]}),
        (PriceChangeRefused, {"valid_from": clock.now() - timedelta(seconds=1)}),
        (Unprocessable, {"reason": "  "}),
        (NotFound, {"prices": [*good, NewPrice(uuid4(), 1, 2)]}),
    ]
    for problem, parts in cases:
        given = {"branch_id": None, "prices": good, "reason": WHY} | parts
        with pytest.raises(problem):
            change_prices(actor=shop.owner, **given)  # type: ignore[arg-type]
    assert prices_of(medicine)[10] == [6_500]


def test_only_who_may_set_prices_there(shop: Shop) -> None:
    medicine = add_medicine(shop)
    other = second_branch(shop)
    manager = add_staff("manager", shop.branch_id)
    prices = strip_and_box(medicine)

    for branch_id in (None, other):
        with pytest.raises(NotPermitted):
            change_prices(actor=manager, branch_id=branch_id, prices=prices, reason=WHY)
    with pytest.raises(NotPermitted):
        change_prices(
            actor=add_staff("cashier", shop.branch_id),
            branch_id=shop.branch_id,
            prices=prices,
            reason=WHY,
        )
    change_id = change_prices(actor=manager, branch_id=shop.branch_id, prices=prices, reason=WHY)
    elsewhere = add_staff("manager", other, "elsewhere")
    assert get_price_change(actor=elsewhere, change_id=change_id) is None
    assert get_price_change(actor=manager, change_id=uuid4()) is None
    found = get_price_change(actor=manager, change_id=change_id)
    assert found is not None
    assert found.branch_id == shop.branch_id


def test_the_statements_are_as_many_for_many_packs_as_for_few(shop: Shop) -> None:
    def statements(count: int) -> int:
        medicines = [add_medicine(shop, f"Medicine {count} {one}") for one in range(count)]
        prices = [price for medicine in medicines for price in strip_and_box(medicine)]
        with reading() as read:
            change_prices(actor=shop.owner, branch_id=None, prices=prices, reason=WHY)
        return read.statements

    assert statements(1) == statements(40)


def test_more_prices_than_one_act_takes_are_refused_with_the_most(shop: Shop) -> None:
    prices = [NewPrice(uuid4(), 1, 2)] * (MOST_PACKS + 1)
    with pytest.raises(PriceChangeRefused, match=r"Change at most 5\.000 prices") as refused:
        change_prices(actor=shop.owner, branch_id=None, prices=prices, reason=WHY)
    assert refused.value.field == "prices"
