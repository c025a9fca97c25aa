"""Whoever counts blind sees no stock: on no screen, in no file, by no operation, at no counter."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.support.backoffice import client_of
from tests.support.shop import Shop, add_medicine, add_staff, stock_up
from tests.support.stocktaking import begin, enter, line_of
from tests.support.turns import Turns
from tests.surfaces.api.program import Program
from tests.surfaces.api.world import full_world
from tests.surfaces.backoffice.busy import busy_shop, screens
from tests.surfaces.branches import key_at
from tests.surfaces.planted import operations_that_say, pages_that_say, says
from tests.surfaces.test_minimum_necessary import opened_by
from theriac.domains.accounts.roles import delivered_rights
from theriac.domains.organisation.ids import TerminalId
from theriac.domains.stock.models import Balance
from theriac.domains.stocktaking.models import CountLine
from theriac.surfaces.counter.people import people_who_sell

pytestmark = [pytest.mark.django_db, pytest.mark.rows("STK-16")]
UNITS = 904_873_000
FIGURE = "904873"
DIFFERENCE = "904872"
"""How the difference of a look at three of them begins."""


def plant() -> None:
    """Let every batch in every place have so many units; the books needn't hold for looking."""
    Balance.objects.update(quantity=UNITS)


def test_the_role_counts_and_has_no_other_right_over_stock() -> None:
    assert delivered_rights("stocktaker") == {
        "controlled.count",
        "stock.count",
        "stock.view_counts",
        "catalog.view",
        "organisation.view",
    }


@pytest.mark.databases("sqlite")  # the doors are the same on each
def test_no_screen_tells_a_stocktaker_what_is_there() -> None:
    shop, _owner = busy_shop()
    addresses = screens(shop)
    addresses["palette"] += "?q=para"
    plant()

    theirs = opened_by(addresses, "stocktaker")

    assert {"count_sheet", "count_phone_data", "product_detail", "palette"} <= theirs.keys()
    assert pages_that_say(client_of(shop, "stocktaker"), theirs, FIGURE) == set()
    shown = {"stock": addresses["stock_list"]}
    assert pages_that_say(client_of(shop, "manager"), shown, FIGURE) == {
        "stock page",
        "stock export",
    }


def test_no_operation_tells_a_stocktakers_program(on_turn: Turns) -> None:
    world = full_world()
    shop = world.shop
    plant()
    terminal_id = TerminalId(shop.api_terminal_id)
    asking = Program(key_at(shop, shop.branch_id, terminal_id, "stocktaker"))

    assert operations_that_say(asking, world, FIGURE, on_turn) == set()


def test_a_count_tells_a_stocktaker_nothing_before_or_after_their_look(shop: Shop) -> None:
    batch_id = stock_up(shop, add_medicine(shop), UNITS)
    count_id = begin(shop)
    line_id = line_of(count_id, batch_id)
    stocktaker = add_staff("stocktaker", shop.branch_id)
    counting = client_of(shop, "stocktaker")
    pages = {
        name: reverse(f"backoffice:{name}", args=args)
        for name, args in (
            ("today", []),
            ("count_list", []),
            ("count_detail", [count_id]),
            ("count_paper", [count_id]),
            ("count_sheet", [count_id]),
            ("count_found", [count_id]),
            ("count_phone", []),
            ("count_phone_data", []),
        )
    }
    asking = Program(key_at(shop, shop.branch_id, TerminalId(shop.api_terminal_id), "stocktaker"))
    at = f"/stock-counts/{count_id}"

    for looks in (1, 0):
        for figure in (FIGURE, DIFFERENCE):
            assert pages_that_say(counting, pages, figure) == set()
        for path in ("/stock-counts", at, f"{at}/sheet", "/count-plan"):
            answer = asking.get(path)
            assert (answer.status_code, says(answer.text, "90487")) == (200, False)
        for _look in range(looks):
            enter(shop, count_id, batch_id, 3, by=stocktaker)

    assert CountLine.objects.get(id=line_id).entries.exists()
    for path in (f"{at}/variances", "/stock", f"/batches/{batch_id}", "/stock-movements"):
        assert asking.get(path).status_code == 403
    stock = client_of(shop, "manager").get(reverse("backoffice:stock_list"))
    assert says(stock.text, FIGURE)


def test_a_stocktaker_takes_no_counter_over(shop: Shop) -> None:
    for role in ("stocktaker", "cashier"):
        add_staff(role, shop.branch_id)
    assert {one.name for one in people_who_sell(shop.branch_id, shop.today)} == {"Cashier", "Owner"}
