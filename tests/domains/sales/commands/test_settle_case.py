"""Settling cases: from another batch, found after all, written off, accepted."""

from __future__ import annotations

import pytest

from tests.support.pushing import push, pushed_line, pushed_sale
from tests.support.shop import Medicine, Shop, add_medicine, stock_up
from theriac.core.problems import Conflict, Unprocessable
from theriac.core.verification.registry import run_checks
from theriac.domains.sales.commands.settle_case import settle_case
from theriac.domains.sales.models import DiscrepancyCase
from theriac.domains.stock.models import Balance, Movement
from theriac.domains.stock.problems import InsufficientStock

pytestmark = pytest.mark.django_db


@pytest.fixture
def medicine(shop: Shop) -> Medicine:
    return add_medicine(shop)


def short_case(shop: Shop, medicine: Medicine) -> DiscrepancyCase:
    batch = stock_up(shop, medicine, 4)
    push(shop, pushed_sale(shop, [pushed_line(shop, medicine, [(batch, 10)])]))
    return DiscrepancyCase.objects.get()


def settle(shop: Shop, case: DiscrepancyCase, settlement: str, **more: object) -> None:
    settle_case(
        actor=shop.owner,
        branch_id=shop.branch_id,
        case_id=case.id,
        settlement=settlement,
        **{"note": "looked on the shelf", **more},  # type: ignore[arg-type]
    )


def assert_clean() -> None:
    assert [v.sentence for result in run_checks() for v in result.violations] == []


def test_the_units_came_from_another_batch(shop: Shop, medicine: Medicine) -> None:
    case = short_case(shop, medicine)
    other = stock_up(shop, medicine, 20)

    settle(shop, case, "other_batch", batch_id=other)

    assert Balance.objects.get(batch_id=other).quantity == 14
    assert sum(Movement.objects.filter(kind="sale").values_list("quantity", flat=True)) == 10
    assert_clean()


def test_another_batch_must_have_them(shop: Shop, medicine: Medicine) -> None:
    case = short_case(shop, medicine)
    other = stock_up(shop, medicine, 5)

    with pytest.raises(InsufficientStock, match=r"5 available\. Choose another batch") as refused:
        settle(shop, case, "other_batch", batch_id=other)
    assert refused.value.facts["product"] == "Paracetamol 500 mg tablet"
    assert_clean()


def test_found_units_are_adjusted_in_and_taken(shop: Shop, medicine: Medicine) -> None:
    case = short_case(shop, medicine)

    settle(shop, case, "found")

    assert Movement.objects.get(kind="adjustment").quantity == 6
    assert Balance.objects.get().quantity == 0
    assert_clean()


def test_written_off_units_stay_explained_by_the_case(shop: Shop, medicine: Medicine) -> None:
    case = short_case(shop, medicine)

    settle(shop, case, "written_off")

    case.refresh_from_db()
    assert (case.settlement, case.settled_by, case.note) == (
        "written_off",
        shop.owner.id,
        "looked on the shelf",
    )
    assert_clean()


def test_a_case_is_settled_once_in_a_way_that_fits_with_a_note(
    shop: Shop, medicine: Medicine
) -> None:
    case = short_case(shop, medicine)

    with pytest.raises(Unprocessable):
        settle(shop, case, "accepted")
    with pytest.raises(Unprocessable):
        settle(shop, case, "found", note=" ")
    settle(shop, case, "found")
    with pytest.raises(Conflict):
        settle(shop, case, "found")


def test_a_price_case_is_looked_at_and_accepted(shop: Shop, medicine: Medicine) -> None:
    batch = stock_up(shop, medicine, 4)
    push(shop, pushed_sale(shop, [pushed_line(shop, medicine, [(batch, 1)], price=500)]))

    settle(shop, DiscrepancyCase.objects.get(), "accepted")

    assert DiscrepancyCase.objects.get().settlement == "accepted"
    assert_clean()
