"""What came, or is enough again, leaves the want list by itself."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.support.alerts import an_alert
from tests.support.shop import Medicine, Shop, add_medicine, stock_up
from tests.support.shops import second_branch
from theriac.core.actor import SYSTEM
from theriac.core.audit.models import AuditRecord
from theriac.core.outbox.relay import relay_once
from theriac.domains.replenishment.commands.minimum import set_minimum
from theriac.domains.replenishment.commands.review_wants import review_wants
from theriac.domains.replenishment.commands.want import WantWritten, add_want, change_want
from theriac.domains.replenishment.models import WantEntry
from theriac.domains.replenishment.problems import WantEnded
from theriac.domains.stock.commands.reverse import reverse_movement
from theriac.domains.stock.models import Movement

pytestmark = pytest.mark.django_db


@pytest.fixture
def medicine(shop: Shop) -> Medicine:
    return add_medicine(shop)


def here(shop: Shop) -> dict[str, Any]:
    return {"actor": shop.owner, "branch_id": shop.branch_id}


def test_it_leaves_by_itself_once_it_came(shop: Shop, medicine: Medicine) -> None:
    want = add_want(**here(shop), want=WantWritten(quantity=20, product_id=medicine.id))
    stock_up(shop, medicine, 15)
    relay_once()
    assert WantEntry.objects.get().state == "open"

    reverse_movement(**here(shop), movement_id=Movement.objects.get().id, reason="Wrong branch")
    stock_up(shop, medicine, 15)
    relay_once()
    assert WantEntry.objects.get().state == "open"
    stock_up(shop, medicine, 5)
    relay_once()
    relay_once()

    entry = WantEntry.objects.get(id=want)
    assert (entry.state, entry.open_key) == ("came", None)
    assert AuditRecord.objects.filter(command="replenishment.review_wants").count() == 1
    later = add_want(**here(shop), want=WantWritten(quantity=1, product_id=medicine.id))
    stock_up(shop, medicine, 5)
    review_wants(actor=SYSTEM, want_ids=[want])
    assert WantEntry.objects.get(id=later).state == "open"
    assert WantEntry.objects.get(id=want).version == entry.version
    with pytest.raises(WantEnded):
        change_want(**here(shop), want_id=want, version=2, quantity=1, note="")


def test_what_low_stock_wrote_leaves_when_there_is_enough(shop: Shop, medicine: Medicine) -> None:
    stock_up(shop, medicine, 30)
    an_alert(shop, medicine, 50)
    set_minimum(**here(shop), product_id=medicine.id, quantity=10)
    stock_up(shop, medicine, 1)
    relay_once()
    assert WantEntry.objects.get().state == "enough"


def test_what_comes_to_another_branch_ends_nothing_here(shop: Shop, medicine: Medicine) -> None:
    there = replace(shop, branch_id=second_branch(shop))
    want = add_want(**here(shop), want=WantWritten(quantity=20, product_id=medicine.id))
    stock_up(there, medicine, 30)
    relay_once()
    assert WantEntry.objects.get(id=want).state == "open"


def test_low_stock_elsewhere_keeps_nothing_on_this_list(shop: Shop, medicine: Medicine) -> None:
    there = replace(shop, branch_id=second_branch(shop))
    for place in (shop, there):
        stock_up(place, medicine, 30)
        an_alert(place, medicine, 50)
    set_minimum(**here(shop), product_id=medicine.id, quantity=10)
    stock_up(shop, medicine, 1)
    relay_once()
    states = dict(WantEntry.objects.values_list("branch_id", "state"))
    assert states == {shop.branch_id: "enough", there.branch_id: "open"}
