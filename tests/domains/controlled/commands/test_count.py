"""A blind count keeps what was counted, and opens a case with the country's deadline."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from tests.support.controlled import add_controlled, lines_of, violations
from tests.support.shop import Medicine, Shop, add_medicine, stock_up
from theriac.core import clock
from theriac.core.problems import Unprocessable
from theriac.domains.controlled.commands.count import count_controlled
from theriac.domains.controlled.models import BlindCount, CountCase
from theriac.domains.controlled.problems import NotRegistered
from theriac.domains.controlled.queries.counts import list_to_count

pytestmark = [pytest.mark.django_db, pytest.mark.rows("CTL-04")]


@pytest.fixture
def medicine(shop: Shop) -> Medicine:
    found = add_controlled(shop)
    stock_up(shop, found, 140)
    return found


def count(shop: Shop, product_id: UUID, counted: int) -> BlindCount:
    count_id = count_controlled(
        actor=shop.owner, branch_id=shop.branch_id, product_id=product_id, counted=counted
    )
    return BlindCount.objects.get(id=count_id)


def test_a_count_that_agrees_opens_nothing(shop: Shop, medicine: Medicine) -> None:
    here = {"actor": shop.owner, "branch_id": shop.branch_id}
    waiting = list_to_count(**here, on=shop.today)
    assert [one.product_id for one in waiting] == [medicine.id]
    made = count(shop, medicine.id, 140)
    assert (made.expected, made.case_id, made.counted_by) == (140, None, shop.owner.id)
    assert not CountCase.objects.exists()
    assert not list_to_count(**here, on=shop.today).exists()
    assert list_to_count(**here, on=shop.today + timedelta(days=1)).exists()


def test_a_wrong_count_opens_one_case_with_a_deadline(shop: Shop, medicine: Medicine) -> None:
    made = count(shop, medicine.id, 138)
    case = CountCase.objects.get()
    assert (made.case_id, case.difference, case.state) == (case.id, -2, "open")
    assert case.due_on == shop.today + timedelta(days=3)
    with clock.at(clock.now() + timedelta(days=1)):
        assert count(shop, medicine.id, 139).case_id == case.id
    case.refresh_from_db()
    assert (case.difference, case.due_on) == (-1, shop.today + timedelta(days=3))
    assert count(shop, medicine.id, 140).case_id == case.id
    assert CountCase.objects.filter(state="open").count() == 1
    assert lines_of(shop.branch_id) == [(1, "opening", 140, 140)]
    assert violations() == []


def test_only_what_stands_in_a_register_is_counted(shop: Shop, medicine: Medicine) -> None:
    with pytest.raises(NotRegistered):
        count(shop, add_medicine(shop, "Paracetamol 500 mg tablet").id, 1)
    for wrong in (-1, 1_000_000_000):
        with pytest.raises(Unprocessable):
            count(shop, medicine.id, wrong)
