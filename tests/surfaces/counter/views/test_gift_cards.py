"""What a counter asks of a gift card names what it is about, or is refused in words."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from tests.support.credit import standing
from tests.support.gift_cards import a_gift_card, holds
from tests.support.shop import PASSWORD, Shop, add_staff
from tests.surfaces.counter.views.conftest import Device
from tests.surfaces.counter.views.wiring import (
    cash_in,
    expected_at,
    keys_forgotten,
    now,
    opened_till,
    told_of_till,
)
from theriac.core import clock
from theriac.core.ids import new_id
from theriac.core.verification.registry import run_checks
from theriac.domains.books.accounts import Account
from theriac.domains.gift_cards.commands.issue import new_code
from theriac.domains.gift_cards.models import GiftCard, GiftEntry
from theriac.domains.tills.queries.sessions import till_report

pytestmark = [pytest.mark.django_db, pytest.mark.rows("SAL-27")]


def test_undoing_names_the_payment_and_never_pays(device: Device, shop: Shop) -> None:
    code = new_code()
    card = a_gift_card(shop, 50_000, code)
    add_staff("cashier", shop.branch_id)
    told = device.post("sign-in", {"username": "cashier", "password": PASSWORD}).json()

    def asked(act: str, **what: Any) -> Any:
        return device.post("gift-card", {"token": told["token"], "act": act, **what})

    ids = {name: str(new_id()) for name in ("sale_id", "payment_id")}
    payment = {"code": code, "amount": 20_000, **ids}
    refused = asked("undo", **payment)
    assert (refused.status_code, refused.json()["field"]) == (422, "entry_id")
    assert "doesn’t name the payment" in refused.json()["detail"]
    assert holds(card) == 50_000

    paid = asked("pay", **payment)
    assert holds(card) == 30_000
    assert asked("undo", entry_id=paid.json()["entry_id"]).status_code == 200
    assert holds(card) == 50_000

    nameless = asked("pay", code=code, amount=20_000, sale_id=ids["sale_id"])
    assert (nameless.status_code, nameless.json()["field"]) == (422, "payment_id")
    assert holds(card) == 50_000


def test_a_card_is_sold_once_into_the_counters_till_and_is_owed_not_earned(
    device: Device, shop: Shop
) -> None:
    add_staff("cashier", shop.branch_id)
    person = device.post("sign-in", {"username": "cashier", "password": PASSWORD}).json()
    session_id = opened_till(device, person["id"])
    asked = {
        "token": person["token"],
        "id": str(new_id()),
        "at": now(),
        "amount": 50_000,
        "method": "cash",
        "till_session_id": session_id,
    }
    first, again = (device.post("gift-card/sell", asked).json() for _time in range(2))
    assert first == again
    assert GiftCard.objects.count() == GiftEntry.objects.count() == 1
    look = {"token": person["token"], "act": "look", "code": first["code"]}
    assert device.post("gift-card", look).json()["balance"] == 50_000
    assert expected_at(session_id) == 150_000
    assert (standing(Account.GIFT_CARDS), standing(Account.CUSTOMER_CREDIT)) == (-50_000, 0)

    move = cash_in(asked, session_id, person["id"], "gift_card", first["number"])
    assert told_of_till(device, move) == ["taken"]
    assert device.post("gift-card/sell", {**asked, "amount": 60_000}).status_code == 422
    assert GiftCard.objects.count() == 1
    assert [one for result in run_checks() for one in result.violations] == []


def test_cash_for_a_card_isnt_taken_past_the_till_that_is_open(device: Device, shop: Shop) -> None:
    add_staff("cashier", shop.branch_id)
    person = device.post("sign-in", {"username": "cashier", "password": PASSWORD}).json()
    opened_till(device, person["id"])
    asked = {"token": person["token"], "id": str(new_id()), "at": now(), "amount": 50_000}
    refused = device.post("gift-card/sell", {**asked, "method": "cash"})
    assert (refused.status_code, refused.json()["field"]) == (422, "till_session_id")
    assert not GiftCard.objects.exists()
    assert device.post("gift-card/sell", {**asked, "method": "card"}).status_code == 200


@pytest.mark.parametrize("more", [{"amount": 0}, {"amount": -1}, {"amount": 10**13}, {"token": ""}])
def test_what_cant_be_sold_issues_no_card(device: Device, shop: Shop, more: dict[str, Any]) -> None:
    add_staff("cashier", shop.branch_id)
    person = device.post("sign-in", {"username": "cashier", "password": PASSWORD}).json()
    asked = {"id": str(new_id()), "at": now(), "amount": 5_000, "method": "card", **person, **more}
    asked["id"] = str(new_id())
    assert device.post("gift-card/sell", asked).status_code in (401, 403, 422)
    assert not GiftCard.objects.exists()


def test_a_card_is_sold_and_topped_up_once_however_late_the_device_asks_again(
    device: Device, shop: Shop
) -> None:
    add_staff("cashier", shop.branch_id)
    who = {"username": "cashier", "password": PASSWORD}
    person = device.post("sign-in", who).json()
    at = {"token": person["token"], "at": now(), "method": "card"}
    sale = {**at, "id": str(new_id()), "amount": 50_000}
    sold = device.post("gift-card/sell", sale).json()
    card_id = str(GiftCard.objects.get().id)
    more = {**at, "id": str(new_id()), "amount": 20_000, "card_id": card_id}
    added = device.post("gift-card/top-up", more)
    assert added.status_code == 200, added.content
    told = added.json()
    assert (told["number"], told["amount"], told["after"]) == (sold["number"], 20_000, 70_000)
    assert device.post("gift-card/top-up", more).json() == told
    with clock.at(clock.now() + timedelta(days=31)):
        keys_forgotten()
        token = device.post("sign-in", who).json()["token"]
        assert device.post("gift-card/sell", {**sale, "token": token}).json() == sold
        assert device.post("gift-card/top-up", {**more, "token": token}).json() == told
        crossed = {**more, "id": sale["id"], "token": token}
        assert device.post("gift-card/top-up", crossed).status_code == 422
    assert GiftCard.objects.get().balance == 70_000
    assert GiftEntry.objects.count() == 2


def test_a_top_up_goes_into_the_counters_till_and_onto_its_report(
    device: Device, shop: Shop
) -> None:
    card = a_gift_card(shop, 10_000)
    add_staff("cashier", shop.branch_id)
    person = device.post("sign-in", {"username": "cashier", "password": PASSWORD}).json()
    session_id = opened_till(device, person["id"])
    asked = {
        "token": person["token"],
        "at": now(),
        "amount": 5_000,
        "method": "cash",
        "till_session_id": session_id,
        "card_id": str(card.id),
    }
    in_cash = {**asked, "id": str(new_id())}
    assert device.post("gift-card/top-up", in_cash).status_code == 200
    by_qr = {**asked, "id": str(new_id()), "method": "qr", "amount": 7_000}
    assert device.post("gift-card/top-up", by_qr).status_code == 200
    assert (holds(card), expected_at(session_id)) == (22_000, 105_000)
    move = cash_in(in_cash, session_id, person["id"], "top_up", card.number)
    assert told_of_till(device, move) == ["taken"]
    report = till_report(actor=shop.owner, session_id=UUID(session_id))
    assert report is not None
    assert [(one.reason, one.method, one.amount) for one in report.other_money] == [
        ("top_up", "qr", 7_000)
    ]
    unknown = {**by_qr, "id": str(new_id()), "card_id": str(new_id())}
    assert device.post("gift-card/top-up", unknown).status_code == 404
    assert [one for result in run_checks() for one in result.violations] == []
