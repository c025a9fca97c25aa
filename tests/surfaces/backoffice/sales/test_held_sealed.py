"""A held sale with a sealed prescription: opened for who may settle, booked though it is shut."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.backoffice import client_of
from tests.support.pushing import push, pushed_line, pushed_sale
from tests.support.sealing import SEEN, sealed_ground
from tests.support.shop import Shop, add_medicine, stock_up
from theriac.core.ids import new_id
from theriac.domains.organisation.commands.terminals import revoke_terminal
from theriac.domains.sales.models import DiscrepancyCase, HeldPush, Sale

pytestmark = pytest.mark.django_db
SHOWN = f"R/ {SEEN['number']} · {SEEN['prescriber']}"


def held(shop: Shop, **elsewhere: Any) -> str:
    """The page of a sale that is held: of a revoked terminal, or with a text of another sale."""
    medicine = add_medicine(shop, legal_class="keras")
    batch = stock_up(shop, medicine, 10)
    sale_id = new_id()
    ground = sealed_ground(shop, sale_id, None, **elsewhere)
    line = pushed_line(shop, medicine, [(batch, 2)], ground_id=ground.id)
    sale = pushed_sale(shop, [line], grounds=[ground], id=sale_id)
    if not elsewhere:
        revoke_terminal(
            actor=shop.owner, branch_id=shop.branch_id, terminal_id=shop.terminal_id, reason="lost"
        )
    push(shop, sale)
    return f"/cases/held/{HeldPush.objects.get().id}/"


@pytest.mark.parametrize("role", ["owner", "pharmacist"])
def test_who_decides_sees_what_was_sealed(shop: Shop, role: str) -> None:
    assert SHOWN in client_of(shop, role).get(held(shop)).text


@pytest.mark.parametrize("role", ["cashier", "auditor"])
def test_who_only_looks_sees_that_there_is_one(shop: Shop, role: str) -> None:
    page = client_of(shop, role).get(held(shop)).text
    assert "Recorded, encrypted" in page
    assert SEEN["prescriber"] not in page
    assert SEEN["number"] not in page


def test_what_doesnt_open_says_so_and_can_be_booked(shop: Shop) -> None:
    owner = client_of(shop, "owner")
    address = held(shop, sale_id=new_id())
    page = owner.get(address).text
    assert "The encrypted text from the counter can’t be opened" in page
    assert "Recorded, encrypted" in page
    decided = owner.post(address, {"decision": "booked", "note": "receipt seen"}, follow=True)
    assert decided.redirect_chain[-1][0] == f"/sales/{Sale.objects.get().id}/"
    assert "Recorded, encrypted" in decided.text
    case = owner.get(f"/cases/{DiscrepancyCase.objects.get().id}/").text
    assert "The counter recorded it, but the encrypted text can’t be opened" in case
