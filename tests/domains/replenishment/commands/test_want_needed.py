"""What is needed is put on the want list: many at once, each whole, and once."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest

from tests.support.shop import Shop, add_medicine, add_staff
from tests.support.shops import second_branch
from theriac.core.audit.models import AuditRecord
from theriac.core.listing.selection import Outcome
from theriac.core.problems import NotFound, NotPermitted, Unprocessable
from theriac.domains.replenishment.commands.settle_want import take_wants
from theriac.domains.replenishment.commands.want import WantWritten, add_want
from theriac.domains.replenishment.commands.want_needed import MOST_NEEDED, want_needed
from theriac.domains.replenishment.models import WantEntry
from theriac.domains.stock.problems import QuantityRefused

pytestmark = pytest.mark.django_db


def put(shop: Shop, **needed: int) -> Outcome:
    """By the product's name."""
    found = {_PRODUCTS[name]: units for name, units in needed.items()}
    return want_needed(actor=shop.owner, branch_id=shop.branch_id, needed=found)


_PRODUCTS: dict[str, UUID] = {}


@pytest.fixture(autouse=True)
def products(shop: Shop) -> None:
    _PRODUCTS.update((name, add_medicine(shop, name).id) for name in ("Amlodipine", "Zinc"))


def listed() -> list[tuple[str, int, str, str]]:
    names = {product_id: name for name, product_id in _PRODUCTS.items()}
    rows = WantEntry.objects.order_by("product__name", "quantity").values_list(
        "product_id", "quantity", "source", "state"
    )
    return [(names[product_id], *facts) for product_id, *facts in rows]


def test_each_stands_there_once_with_all_that_is_needed(shop: Shop) -> None:
    assert put(shop, Amlodipine=100, Zinc=30) == Outcome(2)
    assert listed() == [("Amlodipine", 100, "need", "open"), ("Zinc", 30, "need", "open")]
    again = put(shop, Amlodipine=100, Zinc=50)
    assert again == Outcome(1, ("Amlodipine is already on the want list.",))
    assert listed() == [("Amlodipine", 100, "need", "open"), ("Zinc", 50, "need", "open")]
    record = AuditRecord.objects.filter(command="replenishment.want_needed").latest("recorded_at")
    assert record.facts["before"]["quantity"] == 30
    assert record.facts["after"]["quantity"] == 50
    both = put(shop, Amlodipine=200, Zinc=50)
    assert both == Outcome(1, ("Zinc is already on the want list.",))
    with pytest.raises(NotFound, match="2 products are already on the want list"):
        put(shop, Amlodipine=200, Zinc=50)


def test_what_a_person_wrote_is_raised_and_what_was_ordered_is_left(shop: Shop) -> None:
    for name, units in (("Amlodipine", 20), ("Zinc", 20)):
        want = WantWritten(product_id=_PRODUCTS[name], quantity=units)
        add_want(actor=shop.owner, branch_id=shop.branch_id, want=want)
    zinc = WantEntry.objects.get(product_id=_PRODUCTS["Zinc"])
    take_wants(actor=shop.owner, branch_id=shop.branch_id, want_ids=[zinc.id])
    found = put(shop, Amlodipine=60, Zinc=60)
    assert found == Outcome(1, ("Zinc is already marked as ordered.",))
    assert listed() == [("Amlodipine", 60, "hand", "open"), ("Zinc", 20, "hand", "taken")]


def test_what_cant_be_put_there_is_refused(shop: Shop) -> None:
    act = {"actor": shop.owner, "branch_id": shop.branch_id}
    with pytest.raises(Unprocessable, match="Nothing to add"):
        want_needed(**act, needed={})
    with pytest.raises(Unprocessable, match="at most 1000"):
        want_needed(**act, needed={UUID(int=key): 1 for key in range(MOST_NEEDED + 1)})
    with pytest.raises(QuantityRefused):
        put(shop, Zinc=0)
    with pytest.raises(NotFound, match="isn't in the catalogue"):
        want_needed(**act, needed={UUID(int=1): 5})
    with pytest.raises(NotPermitted):
        want_needed(
            actor=add_staff("auditor", shop.branch_id),
            branch_id=shop.branch_id,
            needed={_PRODUCTS["Zinc"]: 5},
        )
    assert not WantEntry.objects.exists()


def test_what_another_branch_listed_is_none_of_this_ones(shop: Shop) -> None:
    assert put(replace(shop, branch_id=second_branch(shop)), Zinc=50) == Outcome(1)
    assert put(shop, Zinc=30) == Outcome(1)
    assert listed() == [("Zinc", 30, "need", "open"), ("Zinc", 50, "need", "open")]
