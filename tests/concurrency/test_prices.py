"""Prices that are set at the same moment, by hand and many together: none is lost unseen."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.concurrency.test_sales import all_at_once
from tests.concurrency.test_stock_room import CLIENTS, answered
from tests.support.shop import add_medicine, open_shop
from theriac.core.audit.models import AuditRecord
from theriac.domains.catalog.commands.price_changes import NewPrice, change_prices
from theriac.domains.catalog.commands.prices import set_price
from theriac.domains.catalog.models import Price
from theriac.domains.catalog.problems import PricesMoved

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.rows("CAT-09")
def test_of_those_who_saw_one_preview_only_one_changes_the_prices() -> None:
    """Six change the same two packs as they were seen, while two others set one of them."""
    shop = open_shop()
    medicine = add_medicine(shop)
    strip, box = medicine.packs[10], medicine.packs[100]

    def change(number: int) -> Callable[[], str]:
        prices = [NewPrice(box, 60_000, 60_100 + number), NewPrice(strip, 6_500, 6_510 + number)]
        return answered(
            lambda: change_prices(
                actor=shop.owner, branch_id=None, prices=prices, reason="New list"
            ),
            "changed",
        )

    def set_one(number: int) -> Callable[[], str]:
        return answered(
            lambda: set_price(actor=shop.owner, pack_id=strip, amount=7_000 + number), "set"
        )

    acts = [change(number) for number in range(6)] + [set_one(number) for number in range(2)]
    answers = all_at_once(acts, clients=CLIENTS)

    assert answers["set"] == 2
    assert answers.get("changed", 0) <= 1
    assert answers[PricesMoved.__name__] == 6 - answers.get("changed", 0)
    told = AuditRecord.objects.filter(facts__pack_id=str(strip)).exclude(facts__before=None)
    changes = {one.facts["after"]["price"]: one.facts["before"]["price"] for one in told}
    in_turn = list(
        Price.objects.filter(pack_id=strip)
        .order_by("valid_from", "recorded_at", "id")
        .values_list("amount", flat=True)
    )
    assert [changes[after] for after in in_turn[1:]] == in_turn[:-1]
