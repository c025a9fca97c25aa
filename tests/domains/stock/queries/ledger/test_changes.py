"""What changed, for those who keep a copy: by positions, at one branch."""

from __future__ import annotations

import pytest

from tests.support.shop import Shop, add_medicine, add_staff, open_shop, stock_up
from theriac.core.actor import SYSTEM
from theriac.core.outbox.positions import last_position
from theriac.core.outbox.relay import relay_once
from theriac.core.problems import NotPermitted
from theriac.domains.organisation.commands.found import open_branch
from theriac.domains.stock.queries.ledger.changes import Changes, changes_after

pytestmark = pytest.mark.django_db


def after(shop: Shop, position: int, limit: int = 100) -> Changes:
    return changes_after(
        actor=shop.owner,
        branch_id=shop.branch_id,
        position=position,
        latest=last_position(),
        limit=limit,
    )


def test_products_and_stock_are_told_once_with_their_batches() -> None:
    shop = open_shop()
    medicine, other = add_medicine(shop), add_medicine(shop, "Cetirizine 10 mg tablet")
    batches = {stock_up(shop, other, 3), stock_up(shop, other, 4, batch_number="B2")}
    relay_once()

    assert after(shop, 0) == Changes(
        products=tuple(sorted((medicine.id, other.id))),
        stocked=(other.id,),
        batches=frozenset(batches),
        position=last_position(),
        more=False,
        looked_at=4,
    )
    assert after(shop, last_position()) == Changes((), (), frozenset(), last_position(), False, 0)


def test_what_has_no_position_yet_isnt_told() -> None:
    shop = open_shop()
    relay_once()
    position = last_position()
    add_medicine(shop)
    assert after(shop, position).products == ()


def test_a_page_ends_at_its_last_event() -> None:
    shop = open_shop()
    for letter in "ABC":
        add_medicine(shop, f"Medicine {letter}")
    relay_once()
    first = after(shop, 0, limit=2)
    rest = after(shop, first.position, limit=2)

    assert (len(first.products), first.more) == (2, True)
    assert (len(rest.products), rest.more, rest.position) == (1, False, last_position())


def test_stock_of_another_branch_isnt_told_and_who_may_not_see_is_refused() -> None:
    shop = open_shop()
    stock_up(shop, add_medicine(shop), 5)
    relay_once()
    second = open_branch(
        actor=SYSTEM,
        pharmacy_id=shop.pharmacy_id,
        code="KNG",
        name="Kenanga",
        time_zone="Asia/Jakarta",
    )
    elsewhere = changes_after(
        actor=shop.owner, branch_id=second, position=0, latest=last_position(), limit=100
    )
    assert (len(elsewhere.products), elsewhere.stocked) == (1, ())
    cashier = add_staff("cashier", shop.branch_id)
    with pytest.raises(NotPermitted):
        changes_after(actor=cashier, branch_id=second, position=0, latest=1, limit=1)
