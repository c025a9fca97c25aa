"""Where the waitlist is reached: the menu with who is to be told, and the palette."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.support.backoffice import client_of
from tests.support.shop import Shop, add_medicine, stock_up
from tests.support.waitlist import join
from theriac.surfaces.backoffice.waitlist.navigation import to_tell_here

pytestmark = pytest.mark.rows("CUS-09")


def test_the_menu_counts_who_is_to_be_told(shop: Shop) -> None:
    medicine = add_medicine(shop)
    join(shop, medicine, 1, "A1")
    found = to_tell_here(replace(shop.owner, branch_id=shop.branch_id))
    assert found is not None
    assert found.count() == 0
    stock_up(shop, medicine, 1)
    assert found.all().count() == 1


def test_the_palette_leads_there_who_may(shop: Shop) -> None:
    assert "/waitlist/hold/" in client_of(shop, "manager").get("/_palette/?q=goods+are+held").text
    cashier = client_of(shop, "cashier")
    assert "/waitlist/find/" in cashier.get("/_palette/?q=waitlist").text
    assert "/waitlist/hold/" not in cashier.get("/_palette/?q=goods+are+held").text
