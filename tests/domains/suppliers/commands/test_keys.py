"""A supplier's key is shown once, opens the supplier's own, and ends."""

from __future__ import annotations

import pytest

from tests.support.shop import Shop, add_staff
from tests.support.suppliers import a_supplier
from theriac.core.ids import new_id
from theriac.core.problems import NotFound, NotPermitted, Problem, Unprocessable
from theriac.domains.suppliers.commands.block import block_supplier
from theriac.domains.suppliers.commands.keys import issue_supplier_key, revoke_supplier_key
from theriac.domains.suppliers.keys import find_supplier_client
from theriac.domains.suppliers.models import SupplierKey

pytestmark = [pytest.mark.django_db, pytest.mark.rows("PUR-22")]


def test_a_key_is_one_suppliers_at_one_branch_until_it_is_revoked(shop: Shop) -> None:
    supplier_id = a_supplier(shop)
    here = {"actor": shop.owner, "branch_id": shop.branch_id, "supplier_id": supplier_id}
    issued = issue_supplier_key(**here, name="  Their   ERP ")
    client = find_supplier_client(issued.secret)
    assert client is not None
    assert (client.supplier_id, client.branch_id) == (supplier_id, shop.branch_id)
    assert issued.secret not in str(SupplierKey.objects.values().get())
    assert SupplierKey.objects.get().name == "Their ERP"

    with pytest.raises(NotFound):
        revoke_supplier_key(**{**here, "supplier_id": new_id()}, key_id=issued.key_id)
    revoke_supplier_key(**here, key_id=issued.key_id)
    assert find_supplier_client(issued.secret) is None
    with pytest.raises(NotFound):
        revoke_supplier_key(**here, key_id=issued.key_id)


def test_a_blocked_suppliers_key_opens_nothing(shop: Shop) -> None:
    supplier_id = a_supplier(shop)
    issued = issue_supplier_key(
        actor=shop.owner, branch_id=shop.branch_id, supplier_id=supplier_id, name="ERP"
    )
    block_supplier(actor=shop.owner, supplier_id=supplier_id, version=1, reason="Licence")
    assert find_supplier_client(issued.secret) is None


def test_who_may_not_see_orders_gives_no_key_to_them(shop: Shop) -> None:
    supplier_id = a_supplier(shop)
    administrator = add_staff("administrator", shop.branch_id, "Adi")
    with pytest.raises(Problem) as refused:
        issue_supplier_key(
            actor=administrator, branch_id=shop.branch_id, supplier_id=supplier_id, name="ERP"
        )
    assert refused.value.type == "accounts.beyond_own_rights"
    with pytest.raises(NotPermitted):
        issue_supplier_key(
            actor=add_staff("pharmacist", shop.branch_id, "Sari"),
            branch_id=shop.branch_id,
            supplier_id=supplier_id,
            name="ERP",
        )


def test_a_name_is_asked_and_a_supplier_that_is_there(shop: Shop) -> None:
    here = {"actor": shop.owner, "branch_id": shop.branch_id}
    with pytest.raises(Unprocessable):
        issue_supplier_key(**here, supplier_id=a_supplier(shop), name="  ")
    with pytest.raises(NotFound):
        issue_supplier_key(**here, supplier_id=new_id(), name="ERP")
