"""What is open of consigned goods, and what was paid."""

from __future__ import annotations

import pytest

from tests.support.consigned import COST, a_settlement, consigned, day, moved
from tests.support.reading import reading
from tests.support.shop import Shop, add_staff
from tests.support.shops import second_branch
from tests.support.suppliers import a_supplier
from theriac.core.problems import NotFound, NotPermitted
from theriac.domains.purchasing.commands.consignment import withdraw_settlement
from theriac.domains.purchasing.queries.consignment import (
    list_settlements,
    open_consignment,
    open_consignments,
    read_settlement,
    settled_until,
)

pytestmark = [pytest.mark.django_db, pytest.mark.rows("STK-35")]


def test_what_is_open_of_each_supplier_since_when_and_how_much(shop: Shop) -> None:
    first, second = a_supplier(shop), a_supplier(shop, "PT Lain")
    a_settlement(shop, first)
    moved(shop, consigned(shop, second, "Theirs"), 1, 1)
    consigned(shop, a_supplier(shop, "PT Diam"), "Never sold")

    found = {
        one.supplier_id: one
        for one in open_consignments(actor=shop.owner, branch_id=shop.branch_id)
    }

    assert set(found) == {first, second}
    assert (found[first].first_on, found[first].until_on) == (day(shop, 2), day(shop, 1))
    assert (found[first].due, found[first].sold, found[first].unpriced) == (2 * COST, 2, ())
    assert (found[second].first_on, found[second].due) == (day(shop, 1), COST)
    until = settled_until(actor=shop.owner, branch_id=shop.branch_id)
    assert until == {first: day(shop, 3)}


def test_what_is_due_until_a_chosen_day(shop: Shop) -> None:
    supplier_id = a_supplier(shop)
    batch_id = consigned(shop, supplier_id)
    moved(shop, batch_id, 3, 4)
    moved(shop, batch_id, 2, 1)
    at = {"actor": shop.owner, "branch_id": shop.branch_id, "supplier_id": supplier_id}

    assert open_consignment(**at).due == 5 * COST
    assert open_consignment(**at, last_on=day(shop, 2)).due == 3 * COST
    for wrong in (day(shop, 5), shop.today):
        assert open_consignment(**at, last_on=wrong).until_on == day(shop, 1)
    with pytest.raises(NotFound):
        open_consignment(**{**at, "supplier_id": a_supplier(shop, "PT Lain")})


def test_a_payment_is_read_with_its_lines_at_its_own_branch_alone(shop: Shop) -> None:
    made = a_settlement(shop, a_supplier(shop))
    there = add_staff("manager", second_branch(shop), "there")

    view = read_settlement(actor=shop.owner, settlement_id=made)

    assert view is not None
    assert (view.supplier, view.amount, view.is_newest) == ("PT Kimia Farma Trading", 1200, True)
    assert [(one.number, one.sold, one.due) for one in view.lines] == [("K1", 3, 1200)]
    assert view.withdrawal is None
    assert read_settlement(actor=there, settlement_id=made) is None
    assert not list_settlements(actor=there).exists()
    with pytest.raises(NotPermitted):
        list_settlements(actor=there, branch_id=shop.branch_id)

    withdraw_settlement(
        actor=shop.owner, branch_id=shop.branch_id, settlement_id=made, reason="typed twice"
    )
    view = read_settlement(actor=shop.owner, settlement_id=made)
    assert view is not None
    assert view.withdrawal is not None
    assert (view.withdrawal.reason, view.is_newest) == ("typed twice", False)
    assert [row.id for row in list_settlements(actor=shop.owner)] == [made]
    assert settled_until(actor=shop.owner, branch_id=shop.branch_id) == {}


def test_what_is_open_is_read_in_the_same_number_of_statements(shop: Shop) -> None:
    def asked() -> int:
        with reading() as found:
            open_consignments(actor=shop.owner, branch_id=shop.branch_id)
        return found.statements

    a_settlement(shop, a_supplier(shop))
    moved(shop, consigned(shop, a_supplier(shop, "PT A"), "A"), 1, 1)
    before = asked()
    for name in ("PT B", "PT C"):
        moved(shop, consigned(shop, a_supplier(shop, name), name), 1, 1)
        a_settlement(shop, a_supplier(shop, f"{name} D"), f"{name} D")
    assert asked() == before
