"""The approval on the review page: each alert that stops has its reason and its note."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from tests.support.backoffice import client_of
from tests.support.clinical import a_generic, a_stop_in_force
from tests.support.prescriptions import (
    a_line,
    a_prescription,
    dispense_one,
    pharmacist,
    state_of,
)
from tests.support.shop import Shop, add_staff
from theriac.core.approval.models import ApprovalRequest
from theriac.core.approval.requests import grant_request
from theriac.domains.accounts.commands.pins import set_pin
from theriac.domains.accounts.commands.roles import create_role
from theriac.domains.accounts.models import Role, User
from theriac.domains.accounts.roles import delivered_rights
from theriac.domains.clinical.models import AnsweredAlert
from theriac.domains.prescriptions.models import Prescription

pytestmark = [pytest.mark.django_db, pytest.mark.rows("RX-13", "RX-14")]
PIN = "508214"


def page_of(browser: Client, made: UUID) -> Any:
    return browser.get(f"/prescriptions/{made}/")


def sent(page: Any, reason: str, note: str = "") -> dict[str, str]:
    """What the form sends with this reason for each alert."""
    asked = list(page.context["form"].asked)
    answers = {one["reason"].html_name: reason for one in asked}
    answers |= {one["note"].html_name: note for one in asked}
    return {"version": str(page.context["prescription"].version), **answers}


def approve(browser: Client, made: UUID, fields: dict[str, str]) -> Any:
    return browser.post(f"/prescriptions/{made}/approve/", fields)


def reviewer(shop: Shop) -> Client:
    """Somebody who reviews and may override nothing."""
    rights = {code for code in delivered_rights("pharmacist") if code != "clinical.override"}
    role = create_role(actor=shop.owner, name="Reviewer", permissions=rights)
    add_staff(Role.objects.get(id=role).code, shop.branch_id, "reviewer")
    browser = Client()
    browser.force_login(User.objects.get_by_natural_key("reviewer"))
    return browser


def test_each_alert_that_stops_asks_for_a_reason_and_keeps_what_was_typed(shop: Shop) -> None:
    warfarin, vitamin = a_stop_in_force(shop)
    taken = a_prescription(shop, "ready", [a_line(vitamin)])
    dispense_one(shop, taken, 10)
    made = a_prescription(shop, "reviewing", [a_line(warfarin)])
    browser = client_of(shop, "pharmacist")
    page = page_of(browser, made)
    for words in ("Less effect.", "Stop: Interactions", "The prescriber knows and agrees"):
        assert words in page.text

    bare = approve(browser, made, sent(page, "", "INR each week"))
    assert (bare.status_code, state_of(made)) == (422, "reviewing")
    assert "Choose a reason." in bare.text
    assert 'value="INR each week"' in bare.text
    without = approve(browser, made, sent(page, "other"))
    assert "Enter what the reason is." in without.text
    assert 'value="other" selected' in without.text

    done = approve(browser, made, sent(page, "other", "INR each week"))
    assert (done.status_code, state_of(made)) == (302, "approved")
    row = AnsweredAlert.objects.get()
    assert (row.subject_id, row.reason, row.note) == (made, "other", "INR each week")
    assert "form" not in page_of(browser, made).context


def test_an_old_page_and_a_second_approval_are_refused_on_the_page(shop: Shop) -> None:
    made = a_prescription(shop, "reviewing")
    browser = client_of(shop, "pharmacist")
    version = Prescription.objects.get(id=made).version
    stale = approve(browser, made, {"version": str(version - 1)})
    assert (stale.status_code, state_of(made)) == (409, "reviewing")
    assert "Another user changed this prescription" in stale.text
    done = approve(browser, made, {"version": str(version)})
    assert (done.status_code, state_of(made)) == (302, "approved")
    again = approve(browser, made, {"version": str(version + 1)})
    assert again.status_code == 409
    assert "The prescription is “Approved”" in again.text


def test_a_second_person_answers_for_each_alert_by_one_pin(shop: Shop) -> None:
    warfarin, vitamin = a_stop_in_force(shop)
    other = a_generic(shop, "Simarc 5", ("Warfarin", "5 mg"))
    lines = [a_line(one) for one in (warfarin, vitamin, other)]
    made = a_prescription(shop, "reviewing", lines)
    rina = pharmacist(shop, "rina")
    set_pin(actor=rina, pin=PIN)
    browser = reviewer(shop)
    fields = sent(page_of(browser, made), "prescriber_agreed")
    asked = approve(browser, made, fields)
    assert asked.status_code == 403
    assert "approver" in asked.context["form"].fields
    who = {"approver": str(rina.id), "approval_reason": "called", "pin": PIN}
    assert approve(browser, made, {**fields, **who}).status_code == 302
    rows = list(AnsweredAlert.objects.all())
    assert len(rows) == len(fields) // 2 > 1
    assert {one.answered_by for one in rows} == {rina.id}
    assert len({one.approval_id for one in rows}) == len(rows)


def test_an_approval_from_afar_is_used_when_the_page_opens_again(shop: Shop) -> None:
    made = a_prescription(shop, "reviewing", [a_line(one) for one in a_stop_in_force(shop)])
    browser = reviewer(shop)
    fields = sent(page_of(browser, made), "other", "INR each week")
    later = {"approver": "later", "approval_reason": "nobody is here", "pin": ""}
    assert approve(browser, made, {**fields, **later}).status_code == 302
    request = ApprovalRequest.objects.get()
    told = client_of(shop, "owner").get(f"/approvals/requests/{request.id}/").text
    assert "Interactions: Another reason" in told
    assert f"/prescriptions/{made}/" in told
    grant_request(
        actor=shop.owner, branch_id=shop.branch_id, request_id=request.id, reason="agreed"
    )
    opened = browser.get(f"/prescriptions/{made}/approve/?request={request.id}")
    assert 'value="INR each week"' in opened.text
    assert approve(browser, made, fields).status_code == 302
    assert AnsweredAlert.objects.get().answered_by == shop.owner.id
