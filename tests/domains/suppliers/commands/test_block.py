"""Blocking a supplier and letting it in again."""

from __future__ import annotations

import pytest

from tests.support.shop import Shop, add_staff
from tests.support.suppliers import a_supplier
from tests.support.trail import sides_of
from theriac.core.problems import NotPermitted, Stale, Unprocessable
from theriac.domains.suppliers.commands.block import block_supplier, unblock_supplier
from theriac.domains.suppliers.models import Supplier

pytestmark = pytest.mark.django_db


def test_it_is_blocked_with_a_reason_and_let_in_again(shop: Shop) -> None:
    supplier_id = a_supplier(shop)

    version = block_supplier(
        actor=shop.owner, supplier_id=supplier_id, version=1, reason=" No  licence "
    )
    row = Supplier.objects.get()
    assert (version, row.state, row.state_reason) == (2, "blocked", "No licence")
    assert block_supplier(actor=shop.owner, supplier_id=supplier_id, version=2, reason="x") == 2

    assert unblock_supplier(actor=shop.owner, supplier_id=supplier_id, version=2) == 3
    row = Supplier.objects.get()
    assert (row.state, row.state_reason) == ("active", "")
    assert row.contacts[0]["name"] == "Wulandari"
    active, blocked = {"status": "active"}, {"status": "blocked"}
    assert sides_of("suppliers.block_supplier")[0] == (active, blocked)
    assert sides_of("suppliers.unblock_supplier") == [(blocked, active)]


def test_it_takes_a_reason_the_right_and_the_version_that_was_seen(shop: Shop) -> None:
    supplier_id = a_supplier(shop)
    with pytest.raises(Unprocessable):
        block_supplier(actor=shop.owner, supplier_id=supplier_id, version=1, reason=" ")
    with pytest.raises(Stale):
        block_supplier(actor=shop.owner, supplier_id=supplier_id, version=3, reason="x")
    restocker = add_staff("restocker", shop.branch_id)
    with pytest.raises(NotPermitted):
        block_supplier(actor=restocker, supplier_id=supplier_id, version=1, reason="x")
