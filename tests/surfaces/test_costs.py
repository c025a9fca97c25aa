"""Whoever has no right to costs sees none: on no screen, in no file, on no paper, in no answer."""

from __future__ import annotations

import pytest

from tests.support.backoffice import client_of
from tests.support.pushing import push, pushed_line, pushed_sale
from tests.support.shop import Shop, add_medicine, stock_up
from tests.support.suppliers import a_supplier
from tests.support.turns import Turns
from tests.surfaces.api.program import Program
from tests.surfaces.api.world import full_world
from tests.surfaces.backoffice.busy import busy_shop, screens
from tests.surfaces.branches import key_at
from tests.surfaces.planted import (
    operations_that_tell,
    pages_that_tell,
    plant_costs,
    tells_a_cost,
)
from tests.surfaces.test_minimum_necessary import opened_by
from theriac.domains.accounts.commands.roles import create_role
from theriac.domains.accounts.models import Role
from theriac.domains.accounts.roles import ROLE_TITLES, delivered_rights
from theriac.domains.organisation.ids import TerminalId

pytestmark = [pytest.mark.django_db, pytest.mark.rows("AUD-06")]
BLIND = [role for role in ROLE_TITLES if "stock.costs" not in delivered_rights(role)]
CARRIED = ("purchasing.", "catalog.import", "catalog.price", "stock.approve")
"""Rights that are of costs themselves: whoever reads an invoice reads what it asks."""


def at_risk(shop: Shop) -> None:
    """Goods that expire, that have expired, and that are consigned and sold."""
    medicine = add_medicine(shop, "Cefixime 100 mg")
    for days, number in ((20, "SOON"), (0, "GONE"), (80, "LATER")):
        stock_up(shop, medicine, 30, days=days, batch_number=number)
    theirs = stock_up(
        shop, medicine, 30, batch_number="THEIRS", is_consigned=True, supplier_id=a_supplier(shop)
    )
    push(shop, pushed_sale(shop, [pushed_line(shop, medicine, [(theirs, 2)])], 9))


def a_role_of_their_own(shop: Shop, *more: str) -> str:
    """A role with every right over stock, sales and catalogue but the one over costs."""
    codes = {code for code in delivered_rights("owner") if not code.startswith(CARRIED)}
    role_id = create_role(
        actor=shop.owner, name="Keeper", permissions=(codes - {"stock.costs"}) | set(more)
    )
    return Role.objects.get(id=role_id).code


def test_whom_the_right_is_given_to_at_delivery() -> None:
    """Who buys and receives, who answers for the money, who checks the books."""
    assert set(ROLE_TITLES) - set(BLIND) == {
        "owner",
        "manager",
        "pharmacist",
        "restocker",
        "auditor",
    }


@pytest.mark.databases("sqlite")  # the doors are the same on each
def test_no_screen_or_file_tells_whoever_has_no_right_to_costs(on_turn: Turns) -> None:
    """A role with every other right is asked every screen; the delivered ones share them out."""
    shop, owner = busy_shop()
    addresses = screens(shop)
    addresses["palette"] += "?q=para"
    at_risk(shop)
    plant_costs()

    to_ask = {name: address for name, address in addresses.items() if on_turn(name)}
    for role in BLIND:
        opened = opened_by(to_ask, role)
        drawn = {name: opened[name] for name in opened if role in on_turn.some(name, BLIND)}
        assert pages_that_tell(client_of(shop, role), drawn, tells_a_cost) == set(), role
    own = a_role_of_their_own(shop)
    assert pages_that_tell(client_of(shop, own), to_ask, tells_a_cost) == set()
    asked = {name: addresses[name] for name in {one.partition(" ")[0] for one in SCREENS}}
    shown = pages_that_tell(owner, asked, tells_a_cost)
    assert shown == SCREENS, SCREENS ^ shown


SCREENS = {
    f"{name} {form}"
    for name in (
        "stock_batches",
        "stock_value",
        "stock_past",
        "stock_expiry",
        "product_detail",
        "transfer_detail",
        "destruction_detail",
        "consignment_due",
    )
    for form in ("page", "export")
} | {"stock_batch page", "destruction_certificate page", "today page"}
"""Where the owner sees what stock cost, so that looking for it there is worth something."""


def test_no_operation_tells_a_program_without_the_right(on_turn: Turns) -> None:
    world = full_world()
    shop = world.shop
    at_risk(shop)
    plant_costs()
    terminal_id = TerminalId(shop.api_terminal_id)
    for role in ("cashier", "technician", a_role_of_their_own(shop)):
        asking = Program(key_at(shop, shop.branch_id, terminal_id, role))
        assert operations_that_tell(asking, world, tells_a_cost, on_turn) == set(), role
    asking = Program(key_at(shop, shop.branch_id, terminal_id, "owner"))
    assert tells_a_cost(asking.get(f"/batches/{world.batch_id}").text)
    assert tells_a_cost(asking.get("/exports/stock").file.decode())


def test_an_owner_gives_the_right_to_a_role_of_their_own() -> None:
    shop, _owner = busy_shop()
    addresses = screens(shop)
    plant_costs()
    own = a_role_of_their_own(shop, "stock.costs")
    asked = {name: addresses[name] for name in ("stock_batch", "stock_value")}

    told = pages_that_tell(client_of(shop, own), asked, tells_a_cost)

    assert told == {"stock_batch page", "stock_value page", "stock_value export"}


def test_a_page_without_costs_says_what_is_there_and_no_empty_column() -> None:
    shop, _owner = busy_shop()
    addresses = screens(shop)
    at_risk(shop)
    cashier = client_of(shop, "cashier")

    for name in ("stock_batches", "stock_past", "stock_expiry", "destruction_certificate"):
        page = cashier.get(addresses[name])
        assert (page.status_code, "At cost" in page.text, "Cost" in page.text) == (
            200,
            False,
            False,
        )
    assert cashier.get(addresses["stock_value"]).status_code == 403
    assert "Stock value" not in cashier.get(addresses["stock_list"]).text
    head = cashier.get(f"{addresses['stock_batches']}?export=csv").getvalue().decode()
    assert "Base units" in head
    assert "Cost" not in head.partition("\n")[0]
