"""Tills in the back office: listed, looked at line by line, settled, decided, told on Today."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from tests.support.backoffice import client_of
from tests.support.credit_notes import booked_sale, credit_note
from tests.support.shop import Shop, add_medicine, stock_up
from tests.support.tills import (
    begin,
    cash_move,
    closed_till,
    closing,
    held_opening,
    sell_in,
    take,
    the_session,
)
from theriac.core import clock
from theriac.domains.customer_returns.models import CustomerReturn
from theriac.domains.tills.models import HeldTillDocument, TillSession

pytestmark = [pytest.mark.django_db, pytest.mark.rows("SAL-23", "SAL-24")]


def test_a_report_tells_expected_cash_line_by_line(shop: Shop, owner: Client) -> None:
    medicine = add_medicine(shop)
    batch = stock_up(shop, medicine, 100)
    session = begin(shop, 100_000)
    sell_in(shop, session, medicine, batch, tendered=10_000)
    take(shop, cash_move(shop, session, "safe_drop", "safe", 40_000, note="two bundles"))
    x = owner.get(f"/tills/{session}/").text
    for line in ("Float", "Cash received", "Change given", "Refunds to customers", "Safe drops"):
        assert line in x
    assert "67.000" in x
    assert "Variance" not in x
    assert "two bundles" in x
    told = closing(shop, session, {1_000: 66, 995: 1}, numbers=(1, 1), why="change")
    take(shop, told)
    z = owner.get(f"/tills/{session}/").text
    assert "Variance" in z
    assert the_session(session).variance == -5
    assert "Wrong change given" in z
    assert "Settled" in owner.get("/tills/").text


def test_what_waits_is_listed_and_settled(shop: Shop, owner: Client) -> None:
    session = the_session(closed_till(shop, short=5))
    assert "The variance has no reason" in owner.get("/tills/check/").text
    at = f"/tills/{session.id}/settle/"
    sent = {"version": session.version, "why": "", "note": "asked"}
    refused = owner.post(at, sent)
    assert (refused.status_code, "Choose a reason from the list." in refused.text) == (422, True)
    done = owner.post(at, {**sent, "why": "unknown"}, follow=True)
    assert "Session settled." in done.text
    assert "Nothing to check" in owner.get("/tills/check/").text


def test_a_session_without_a_count_is_settled_with_the_cash_that_was_there(
    shop: Shop, owner: Client
) -> None:
    lost, _after = begin(shop, 100_000), begin(shop, 100_000)
    at = f"/tills/{lost}/settle/"
    assert at in owner.get(f"/tills/{lost}/").text
    sent = {"version": the_session(lost).version, "why": "unknown", "note": "device lost"}
    assert owner.post(at, sent).context["form"].errors.keys() == {"counted"}
    done = owner.post(at, {**sent, "counted": "99.000"}, follow=True)
    assert "Session settled." in done.text
    assert the_session(lost).variance == -1_000


def test_cash_that_hardly_any_till_has_is_asked_about_once(shop: Shop, owner: Client) -> None:
    lost, _after = begin(shop, 100_000), begin(shop, 100_000)
    at = f"/tills/{lost}/settle/"
    sent = {"version": the_session(lost).version, "why": "unknown", "note": "device lost"}
    far = owner.post(at, {**sent, "counted": "9.900.000.000"})
    assert "Rp 9.900.000.000 is far more than this till should hold." in far.text
    assert the_session(lost).state == "interrupted"
    (question,) = far.context["form"].asked_first
    told = {**sent, "counted": "9.900.000.000", "confirmed": question.code}
    assert "Session settled." in owner.post(at, told, follow=True).text
    assert the_session(lost).counted == 9_900_000_000


@pytest.mark.rows("OFF-15")
def test_a_held_document_is_decided(shop: Shop, owner: Client) -> None:
    held = held_opening(shop)
    at = f"/tills/held/{held}/"
    assert at in owner.get("/tills/check/").text
    assert "Not signed by its device" in owner.get(at).text
    sent = {"decision": "take", "note": "the owner opened it"}
    assert "Decision saved." in owner.post(at, sent, follow=True).text
    assert HeldTillDocument.objects.get().decision == "taken"
    assert TillSession.objects.get().state == "open"


def test_today_tells_a_variance_above_the_limit(shop: Shop, owner: Client) -> None:
    closed_till(shop, short=50_000)
    assert "Till variance above the limit" not in owner.get("/").text
    closed_till(shop, short=50_001)
    assert "Till variance above the limit" in owner.get("/").text
    assert "Till variance" not in client_of(shop, "cashier").get("/").text


def test_the_journal_names_what_tills_post(shop: Shop, owner: Client) -> None:
    session = begin(shop, 100_000)
    take(shop, cash_move(shop, session, "cash_out", "expense", 5_000))
    take(shop, closing(shop, session, {1_000: 94}, numbers=(1, 1)))
    owner.post(
        f"/tills/{session}/settle/",
        {"version": the_session(session).version, "why": "unknown", "note": "asked"},
    )
    page = owner.get("/books/journal/").text
    assert "Till variance" in page
    assert "Cash in or out of the till" in page
    assert f"/tills/{session}/" in page


def test_refunds_that_nobody_was_paid_are_listed_and_told_the_day_after(
    shop: Shop, owner: Client
) -> None:
    medicine = add_medicine(shop)
    batch = stock_up(shop, medicine, 100)
    with clock.at(clock.now() - timedelta(hours=25)):
        session = begin(shop)
        told = credit_note(shop, booked_sale(shop, medicine, batch), session_id=session)
        assert take(shop, told) == "taken"
    page = owner.get("/tills/refunds/").text
    assert told["number"] in page
    assert "1.400" in page
    assert "Refund not paid out" in owner.get("/").text
    assert "Pay the cash at a till" in owner.get(f"/sales/returns/{told['id']}/").text
    paid = cash_move(shop, session, "cash_out", "refund", 1_400, return_id=told["id"])
    assert take(shop, paid) == "taken"
    assert told["number"] not in owner.get("/tills/refunds/").text
    assert "Refund not paid out" not in owner.get("/").text
    assert "Pay the cash at a till" not in owner.get(f"/sales/returns/{told['id']}/").text


def test_a_credit_note_on_hold_is_shown_and_decided(shop: Shop, owner: Client) -> None:
    medicine = add_medicine(shop)
    batch = stock_up(shop, medicine, 100)
    told = credit_note(shop, booked_sale(shop, medicine, batch), units=11)
    assert take(shop, told) == "held"
    held = HeldTillDocument.objects.get()
    work = owner.get("/tills/check/").text
    assert "More is returned than is left of the sale" in work
    page = owner.get(f"/tills/held/{held.id}/").text
    assert told["number"] in page
    sent = {"decision": "take", "note": "I was there"}
    assert owner.post(f"/tills/held/{held.id}/", sent, follow=True).status_code == 200
    assert CustomerReturn.objects.get().total == 7_000
