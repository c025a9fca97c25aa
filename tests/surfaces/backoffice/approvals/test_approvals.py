"""Approvals in the back office: limits, rules, a second person in a form, and the report."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from tests.support.backoffice import client_of
from tests.support.destructions import draft_of
from tests.support.shop import Shop, add_medicine, add_staff, stock_up
from theriac.core.actor import Actor
from theriac.core.approval.commands import set_limit
from theriac.core.approval.models import (
    Approval,
    ApprovalLimit,
    ApprovalRequest,
    SingleHandedEnd,
)
from theriac.core.approval.requests import grant_request
from theriac.domains.accounts.commands.pins import set_pin
from theriac.domains.accounts.models import CounterPin
from theriac.domains.disposal.models import DestructionSignature
from theriac.domains.stock.commands.adjust import CodedReason, write_off_stock
from theriac.domains.stock.models import Balance

pytestmark = pytest.mark.django_db
PIN = "508214"


@pytest.fixture
def owner(shop: Shop) -> Client:
    return client_of(shop, "owner")


@pytest.fixture
def restocker(shop: Shop) -> Client:
    return client_of(shop, "restocker")


@pytest.fixture
def manager(shop: Shop) -> Actor:
    person = add_staff("manager", shop.branch_id, "budi")
    set_pin(actor=person, pin=PIN)
    return person


@pytest.fixture
def batch(shop: Shop) -> UUID:
    """50 tablets at Rp 400, in a shop that asks from Rp 10.000 on."""
    set_limit(
        actor=shop.owner,
        branch_id=shop.branch_id,
        action="stock.change",
        amount=10_000,
        reason="loss last year",
    )
    return stock_up(shop, add_medicine(shop), 50)


def adjust(client: Client, batch: UUID, shop: Shop, **more: Any) -> Any:
    address = reverse("backoffice:stock_adjust", args=[batch])
    page = client.get(address).context["form"]
    names = {field.name: "" for field in page.pack_fields()}
    smallest = list(names)[-1]
    return client.post(
        address, {**names, smallest: "10", "why": "0", "note": "", "expected": "50", **more}
    )


def test_a_change_of_high_value_asks_for_a_second_person_in_the_form(
    shop: Shop, batch: UUID, restocker: Client, manager: Actor
) -> None:
    asked = adjust(restocker, batch, shop)

    assert asked.status_code == 403
    assert "approver" in asked.context["form"].fields
    assert Balance.objects.get(batch_id=batch, quantity__gt=0).quantity == 50
    names = dict(asked.context["form"].fields["approver"].choices)
    assert str(manager.id) in names

    who = {"approver": str(manager.id), "approval_reason": "I counted too"}
    wrong = adjust(restocker, batch, shop, **who, pin="111112")
    assert wrong.context["form"].errors["pin"]
    assert CounterPin.objects.get().failed == 1

    done = adjust(restocker, batch, shop, **who, pin=PIN)
    assert done.status_code == 302
    assert Balance.objects.get(batch_id=batch, quantity__gt=0).quantity == 10
    kept = Approval.objects.get()
    assert (kept.approved_by, kept.reason, kept.content["value"]) == (
        manager.id,
        "I counted too",
        16_000,
    )


def test_a_change_below_the_limit_asks_nobody(
    shop: Shop, batch: UUID, restocker: Client, manager: Actor
) -> None:
    address = reverse("backoffice:stock_adjust", args=[batch])
    names = [field.name for field in restocker.get(address).context["form"].pack_fields()]
    typed = {**dict.fromkeys(names, ""), names[-1]: "40"}

    done = restocker.post(address, {**typed, "why": "0", "note": "", "expected": "50"})

    assert done.status_code == 302
    assert Approval.objects.count() == 0


def test_the_owner_sets_a_limit_and_signs_a_rule_which_the_report_tells(
    shop: Shop, owner: Client
) -> None:
    limit = reverse("backoffice:approval_limit", args=["sales.discount"])
    assert owner.post(limit, {"amount": "7,5", "reason": "Ramadan"}).status_code == 302
    assert ApprovalLimit.objects.get().amount == 750

    alone = reverse("backoffice:approval_alone", args=["sales.discount"])
    assert owner.post(alone, {"reason": "one pharmacist on Sundays"}).status_code == 302
    page = owner.get(reverse("backoffice:approval_rules")).content.decode()
    assert "one pharmacist on Sundays" in page
    assert "7,50 %" in page
    assert owner.post(alone, {"reason": "two now"}).status_code == 302
    assert SingleHandedEnd.objects.get().reason == "two now"


def test_a_role_gets_a_limit_of_its_own(shop: Shop, owner: Client) -> None:
    limit = reverse("backoffice:approval_limit", args=["sales.discount"])
    sent = {"amount": "20", "reason": "they advise", "role": "pharmacist"}
    assert owner.post(limit, sent).status_code == 302
    assert (ApprovalLimit.objects.get().role, ApprovalLimit.objects.get().amount) == (
        "pharmacist",
        2_000,
    )
    page = owner.get(reverse("backoffice:approval_rules")).content.decode()
    assert "Pharmacist: No approval needed up to 20,00 %" in page
    assert "No approval needed up to 10,00 %" in page
    assert owner.post(limit, {**sent, "role": "nobody"}).status_code == 422


def test_the_report_names_both_people_and_is_exported(
    shop: Shop, batch: UUID, restocker: Client, manager: Actor, owner: Client
) -> None:
    adjust(
        restocker, batch, shop, approver=str(manager.id), approval_reason="I counted too", pin=PIN
    )
    address = reverse("backoffice:approval_list")

    page = owner.get(address).content.decode()
    assert "Budi" in page
    assert "I counted too" in page
    assert "Restocker" in page
    alone = owner.get(address, {"alone": "true"}).content.decode()
    assert "I counted too" not in alone


@pytest.mark.rows("AUD-09")
def test_what_nobody_can_approve_now_waits_and_is_done_after_a_yes(
    shop: Shop, batch: UUID, restocker: Client, owner: Client, manager: Actor
) -> None:
    adjust(restocker, batch, shop)
    later = {"approver": "later", "approval_reason": "the shelf fell", "pin": ""}
    left = adjust(restocker, batch, shop, **later)
    request = ApprovalRequest.objects.get()
    own = reverse("backoffice:approval_request", args=[request.id])
    assert (left.status_code, left.headers["Location"]) == (302, own)
    assert Balance.objects.get(batch_id=batch, quantity__gt=0).quantity == 50
    page = restocker.get(own).text
    assert "Withdraw request" in page
    assert "Approve" not in page

    assert "Request waiting for your approval" in owner.get("/").text
    listed = owner.get("/approvals/requests/", {"waiting": "true"})
    assert [row.id for row in listed.context["rows"]] == [request.id]
    exactly = "Paracetamol 500 mg tablet, batch B1: from 50 to 10 base units, worth Rp 16.000"
    assert exactly in owner.get(own).text.replace("\xa0", " ")
    assert owner.post(f"{own}yes/", {"reason": "I saw it"}).status_code == 302

    assert "Your request was approved" in restocker.get("/").text
    assert "Your request is approved" in restocker.get(own).text
    assert adjust(restocker, batch, shop).status_code == 302
    assert Balance.objects.get(batch_id=batch, quantity__gt=0).quantity == 10
    assert "Your request was approved" not in restocker.get("/").text


def test_a_request_is_between_who_asked_and_who_may_approve(
    shop: Shop, batch: UUID, restocker: Client, manager: Actor
) -> None:
    adjust(restocker, batch, shop)
    adjust(restocker, batch, shop, approver="later", approval_reason="fell", pin="")
    own = reverse("backoffice:approval_request", args=[ApprovalRequest.objects.get().id])
    cashier = client_of(shop, "cashier")
    assert cashier.get(own).status_code == 403
    assert cashier.post(f"{own}yes/", {"reason": "mine"}).status_code == 403
    assert (
        restocker.post(
            f"{own}no/", {"reason": "Found by the nightly check. Review the batches and correct"}
        ).status_code
        == 302
    )
    assert ApprovalRequest.objects.get().state == "refused"


def test_who_stands_beside_goes_before_a_yes_from_afar_that_doesnt_fit(
    shop: Shop, manager: Actor
) -> None:
    """Who wrote a destruction said yes to witnessing it, which they can't: another signs by PIN."""
    draft = draft_of(shop, [(stock_up(shop, add_medicine(shop), 20), "shelf", 5)])
    pharmacist = client_of(shop, "pharmacist")
    address = reverse("backoffice:destruction_sign", args=[draft])
    later = {"approver": "later", "approval_reason": "she is in the store room", "pin": ""}
    assert pharmacist.post(address, later).status_code == 302
    grant_request(
        actor=shop.owner,
        branch_id=shop.branch_id,
        request_id=ApprovalRequest.objects.get().id,
        reason="I wrote it",
    )

    who = {"approver": str(manager.id), "approval_reason": "I saw it", "pin": PIN}
    assert pharmacist.post(address, who).status_code == 302
    assert DestructionSignature.objects.get().witness_id == manager.id


def fields_of(form: Any) -> dict[str, str]:
    """What the browser would send of a form that nobody changes."""
    return {field.html_name: str(field.value() or "") for field in form}


@pytest.mark.rows("AUD-09")
@pytest.mark.parametrize(
    ("name", "units", "sent", "left"),
    [
        ("stock_adjust", "10", {"why": "1", "note": "behind the shelf", "expected": "50"}, 10),
        ("stock_write_off", "30", {"why": "1", "note": "behind the shelf"}, 20),
    ],
)
def test_a_request_leads_its_author_back_to_the_form_as_it_was_typed(
    shop: Shop,
    batch: UUID,
    restocker: Client,
    name: str,
    units: str,
    sent: dict[str, str],
    left: int,
) -> None:
    address = reverse(f"backoffice:{name}", args=[batch])
    names = [field.name for field in restocker.get(address).context["form"].pack_fields()]
    typed = {**dict.fromkeys(names, ""), names[-1]: units, **sent}
    later = {"approver": "later", "approval_reason": "the shelf fell", "pin": "123456"}
    restocker.post(address, typed)
    assert restocker.post(address, {**typed, **later}).status_code == 302
    request = ApprovalRequest.objects.get()
    assert (request.page, "123456" in request.typed) == (address, False)

    own = reverse("backoffice:approval_request", args=[request.id])
    again = f"{address}?request={request.id}"
    assert again in restocker.get(own).text
    page = restocker.get(again)
    assert page.status_code == 200
    assert fields_of(page.context["form"]) == typed
    assert "behind the shelf" in page.text
    assert "behind the shelf" not in client_of(shop, "owner").get(again).text
    assert again not in client_of(shop, "owner").get(own).text

    grant_request(
        actor=shop.owner, branch_id=shop.branch_id, request_id=request.id, reason="I saw it"
    )
    form = restocker.get(again).context["form"]
    assert restocker.post(again, fields_of(form)).status_code == 302
    assert Balance.objects.get(batch_id=batch, quantity__gt=0).quantity == left
    assert again not in restocker.get(own).text


def test_what_was_seen_is_taken_anew_when_a_form_opens_again(
    shop: Shop, batch: UUID, restocker: Client
) -> None:
    adjust(restocker, batch, shop)
    adjust(restocker, batch, shop, approver="later", approval_reason="fell", pin="")
    request = ApprovalRequest.objects.get()
    write_off_stock(
        actor=shop.owner,
        branch_id=shop.branch_id,
        batch_id=batch,
        quantity=1,
        reason=CodedReason("broken"),
    )

    form = restocker.get(f"{request.page}?request={request.id}").context["form"]

    assert fields_of(form)["expected"] == "49"
    for odd in ("x", str(shop.owner.id)):
        assert restocker.get(f"{request.page}?request={odd}").status_code == 200
