"""A batch with a price of its own: who may give it, what it is bounded by, what is asked first."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from tests.support.shop import Medicine, Shop, add_medicine, add_staff, stock_up
from tests.support.shops import second_branch
from tests.support.staff import holder_of
from theriac.core.audit.models import AuditRecord
from theriac.core.problems import AsksFirst, NotFound, NotPermitted, Stale, Unprocessable
from theriac.domains.catalog.commands.change import set_ceiling
from theriac.domains.catalog.permissions import SET_PRICES
from theriac.domains.stock.commands.own_price import price_batch
from theriac.domains.stock.models import Balance, Batch, BatchPrice, Place
from theriac.domains.stock.problems import BatchPriceRefused

pytestmark = pytest.mark.django_db


@pytest.fixture
def medicine(shop: Shop) -> Medicine:
    return add_medicine(shop)


@pytest.fixture
def batch(shop: Shop, medicine: Medicine) -> UUID:
    return stock_up(shop, medicine, 40)


def price(shop: Shop, batch: UUID, medicine: Medicine, amount: int | None, **more: Any) -> int:
    given: dict[str, Any] = {"actor": shop.owner, "version": 1, "factor": 10} | more
    return price_batch(
        branch_id=shop.branch_id,
        batch_id=batch,
        pack_id=medicine.packs[given.pop("factor")],
        amount=amount,
        **{"reason": "expires soon", **given},
    )


def test_it_is_kept_with_its_history_and_told_before_and_after(
    shop: Shop, medicine: Medicine, batch: UUID
) -> None:
    assert price(shop, batch, medicine, 5000) == 2
    assert price(shop, batch, medicine, None, version=2) == 3

    kept = Batch.objects.get()
    assert (kept.own_price_amount, kept.own_price_units) == (None, 1)
    rows = BatchPrice.objects.order_by("valid_from", "id").values_list("amount", "units")
    assert list(rows) == [(5000, 10), (None, 1)]
    told = AuditRecord.objects.filter(command="stock.price_batch").order_by("id")
    assert [(one.reason, one.facts["before"], one.facts["after"]) for one in told] == [
        ("expires soon", {"price": None, "units": 1}, {"price": 5000, "units": 10}),
        ("expires soon", {"price": 5000, "units": 10}, {"price": None, "units": 1}),
    ]


def test_it_is_of_that_batch_alone(shop: Shop, medicine: Medicine, batch: UUID) -> None:
    other = stock_up(shop, medicine, 40, batch_number="B2")

    for sold, amount in ((other, 5000), (batch, 6000)):
        assert price(shop, sold, medicine, amount) == 2

    kept = dict(Batch.objects.values_list("id", "own_price_amount"))
    assert kept == {other: 5000, batch: 6000}


def test_below_cost_asks_first_with_its_figures(
    shop: Shop, medicine: Medicine, batch: UUID
) -> None:
    with pytest.raises(AsksFirst) as asked:
        price(shop, batch, medicine, 3999)
    (question,) = asked.value.questions
    assert "Rp 4.000" in str(question.words)
    assert "Rp 3.999" in str(question.words)
    with pytest.raises(AsksFirst):
        price(shop, batch, medicine, 3998, confirmed=[question.code])

    assert price(shop, batch, medicine, 3999, confirmed=[question.code]) == 2
    assert AuditRecord.objects.get(command="stock.price_batch").facts["confirmed"] == [
        question.code
    ]


def test_a_batch_without_a_cost_is_held_against_the_last_one_of_its_product(
    shop: Shop, medicine: Medicine, batch: UUID
) -> None:
    bare = stock_up(shop, medicine, 40, cost_amount=None, batch_number="B2")
    with pytest.raises(AsksFirst):
        price(shop, bare, medicine, 3999)


def test_it_is_never_above_mrp_or_the_ceiling_of_law(shop: Shop, medicine: Medicine) -> None:
    printed = stock_up(shop, medicine, 40, mrp_amount=6000, mrp_units=10)
    with pytest.raises(BatchPriceRefused, match=r"6\.000"):
        price(shop, printed, medicine, 6001)
    set_ceiling(actor=shop.owner, product_id=medicine.id, amount=550, units=1)
    with pytest.raises(BatchPriceRefused, match=r"5\.500"):
        price(shop, printed, medicine, 5501)
    with pytest.raises(BatchPriceRefused):
        price(shop, printed, medicine, -1)
    assert price(shop, printed, medicine, 5500) == 2


def test_it_needs_the_right_of_prices_a_reason_and_what_was_seen(
    shop: Shop, medicine: Medicine, batch: UUID
) -> None:
    cashier = add_staff("cashier", shop.branch_id)
    with pytest.raises(NotPermitted):
        price(shop, batch, medicine, 5000, actor=cashier)
    with pytest.raises(Unprocessable):
        price(shop, batch, medicine, 5000, reason=" ")
    with pytest.raises(Stale):
        price(shop, batch, medicine, 5000, version=7)
    other = add_medicine(shop, "Zinc")
    with pytest.raises(NotFound):
        price(shop, batch, other, 5000)


def test_the_right_is_asked_wherever_the_batch_lies(
    shop: Shop, medicine: Medicine, batch: UUID
) -> None:
    here = holder_of(shop, SET_PRICES)
    other = second_branch(shop)
    shelf = Place.objects.get(branch_id=other, kind="shelf")
    Balance.objects.create(
        batch_id=batch, product_id=medicine.id, branch_id=other, place=shelf, quantity=5
    )
    with pytest.raises(NotPermitted, match="at branches where you can’t set prices"):
        price(shop, batch, medicine, 5000, actor=here)
    assert price(shop, batch, medicine, 5000) == 2
