"""Sales that a counter keeps are asked for again where the books lack them."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.support.pushing import pushed_line
from tests.support.shop import Shop, add_medicine, stock_up
from tests.support.tills import begin, cash_move, closing_of_none, take
from tests.surfaces.counter.views.conftest import Device, pair
from tests.surfaces.counter.views.wiring import parcel, wire_sale
from theriac.core.ids import new_id
from theriac.domains.organisation.commands.terminals import revoke_terminal
from theriac.domains.sales.models import Sale
from theriac.domains.tills.commands.decide_held import dismiss_held
from theriac.domains.tills.ids import HeldTillId
from theriac.domains.tills.models import HeldTillDocument


def test_only_what_the_books_lack_is_asked_for_in_its_order(device: Device, shop: Shop) -> None:
    medicine = add_medicine(shop)
    batch = stock_up(shop, medicine, 100)
    sale = wire_sale(shop, [pushed_line(shop, medicine, [(batch, 10)])])
    device.post("push", parcel(sale))
    revoke_terminal(
        actor=shop.owner, branch_id=shop.branch_id, terminal_id=shop.terminal_id, reason="lost"
    )
    held = wire_sale(shop, [pushed_line(shop, medicine, [(batch, 10)])], 2)
    device.post("push", parcel(held))
    lost = [str(new_id()), str(new_id())]
    answer = device.post("offer", {"ids": [lost[1], sale["id"], lost[0], held["id"]]})
    assert answer.status_code == 200
    assert answer.json() == {"missing": [lost[1], lost[0]], "till": [], "decided": []}
    assert Sale.objects.count() == 1


@pytest.mark.rows("SAL-23")
def test_what_the_till_told_is_asked_for_where_it_lacks(device: Device, shop: Shop) -> None:
    session = begin(shop)
    moved = cash_move(shop, session, "cash_in", "change", 5_000)
    waits = cash_move(shop, session, "cash_in", "change", 5_000)
    lost = cash_move(shop, session, "cash_in", "change", 5_000)
    assert (take(shop, moved), take(shop, waits, is_signed=False)) == ("taken", "held")
    closed = closing_of_none(shop, session, {50_000: 2, 5_000: 1}, expected=105_000)
    told = [
        {"id": one["id"], "kind": one["kind"], "session_id": session}
        for one in (moved, waits, lost, closed)
    ]
    offered = [{"id": session, "kind": "opening", "session_id": session}, *told]
    answer = device.post("offer", {"ids": [], "till": offered}).json()
    assert answer == {"missing": [], "till": [lost["id"], closed["id"]], "decided": []}
    assert take(shop, closed) == "taken"
    assert device.post("offer", {"ids": [], "till": offered}).json()["till"] == [lost["id"]]


@pytest.mark.rows("SAL-23")
def test_what_was_on_hold_and_is_decided_is_told(device: Device, shop: Shop) -> None:
    session = begin(shop)
    left, later, waits = (
        cash_move(shop, session, "cash_in", "change", amount) for amount in (100, 200, 300)
    )
    for one in (left, later, waits):
        assert take(shop, one, is_signed=False) == "held"
    held = HeldTillDocument.objects.get(document_id=left["id"])
    dismiss_held(
        actor=shop.owner, branch_id=shop.branch_id, held_id=HeldTillId(held.id), note="twice"
    )
    assert take(shop, later) == "taken"
    offered = [
        {"id": one["id"], "kind": one["kind"], "session_id": session}
        for one in (left, later, waits)
    ]
    answer = device.post("offer", {"ids": [], "till": offered}).json()
    assert answer == {"missing": [], "till": [], "decided": [left["id"], later["id"]]}


def test_nobody_unknown_is_answered(shop: Shop) -> None:
    stranger = Device(shop, Client(), {})
    assert stranger.post("offer", {"ids": []}).status_code == 401


def test_no_more_than_a_parcel_is_looked_up(shop: Shop) -> None:
    device = pair(shop)
    ids = [str(new_id()) for _each in range(501)]
    assert device.post("offer", {"ids": ids}).status_code == 422
    assert len(device.post("offer", {"ids": ids[:500]}).json()["missing"]) == 500
