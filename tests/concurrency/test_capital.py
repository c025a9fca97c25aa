"""Orders that many place at once never take available capital under the floor."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.support.at_once import how_many
from tests.support.orders import (
    a_receipt,
    arrive,
    cancelled,
    capital,
    floor,
    order_line,
    placed,
)
from tests.support.shop import Medicine, Shop, add_medicine
from tests.support.suppliers import a_supplier
from theriac.core.problems import Conflict, Stale
from theriac.core.verification.registry import run_checks
from theriac.domains.capital.models import Commitment, CommitmentMove
from theriac.domains.capital.queries.position import capital_position
from theriac.domains.purchase_orders.models import PurchaseOrder

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.rows("CAP-01")]
CLIENTS = 4


@pytest.fixture
def medicine(shop: Shop) -> Medicine:
    return add_medicine(shop)


def violations() -> list[str]:
    return [v.code for result in run_checks() for v in result.violations]


def test_orders_at_once_stay_above_the_floor(shop: Shop, medicine: Medicine) -> None:
    capital(shop, 250_000)
    floor(shop, 50_000)
    supplier_id = a_supplier(shop)

    def order() -> object:
        return placed(shop, order_line(medicine), supplier_id=supplier_id)

    assert how_many([order] * CLIENTS, Conflict, Stale) == 2
    now = capital_position()
    assert (now.available, now.free) == (90_000, 40_000)
    assert Commitment.objects.count() == PurchaseOrder.objects.count() == 2
    assert violations() == []


def test_goods_that_come_while_the_rest_is_cancelled_spend_or_release_each_part_once(
    shop: Shop, medicine: Medicine
) -> None:
    capital(shop, 250_000)
    order_id = placed(shop, order_line(medicine, packs=4))
    given: dict[str, Any] = {
        "actor": shop.owner,
        "branch_id": shop.branch_id,
        "order_id": order_id,
        "came": {medicine.id: 100},
    }
    receipts = [a_receipt() for _one in range(2)]
    acts: list[Callable[[], object]] = [
        lambda receipt=receipt: arrive(**given, receipt=receipt)  # type: ignore[misc]
        for receipt in receipts
    ]
    how_many([*acts, lambda: cancelled(shop, order_id)], Conflict, Stale)

    sums = dict.fromkeys(CommitmentMove.Kind, 0)
    for kind, amount in CommitmentMove.objects.values_list("move_kind", "amount"):
        sums[CommitmentMove.Kind(kind)] += amount
    left = Commitment.objects.get().remaining
    assert sums["committed"] == sums["spent"] + sums["released"] + left == 160_000
    assert violations() == []
