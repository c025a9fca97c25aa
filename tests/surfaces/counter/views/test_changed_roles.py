"""What a role may at a counter changes with the role, at the counter's next contact."""

from __future__ import annotations

import pytest

from tests.support.shop import Shop, add_staff
from tests.surfaces.counter.views.conftest import Device
from tests.surfaces.counter.views.test_feed import follow
from theriac.domains.accounts.commands.roles import change_role
from theriac.domains.accounts.models import Role


@pytest.mark.rows("SEC-04")
def test_a_changed_role_reaches_the_counter_at_its_next_contact(device: Device, shop: Shop) -> None:
    add_staff("cashier", shop.branch_id, "dewi")
    after = follow(device)[-1]["position"]
    role = Role.objects.get(code="cashier")

    change_role(
        actor=shop.owner,
        role_id=role.id,
        version=role.version,
        name="",
        permissions=["sales.sell", "stock.adjust"],
    )
    [change] = follow(device, after)

    rights = {person["name"]: person["permissions"] for person in change["people"]}
    assert rights["Dewi"] == ["sales.sell", "stock.adjust"]
