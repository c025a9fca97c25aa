"""One who waits: told, held longer, changed, passed on, removed; offered as the state lets."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.test import Client

from tests.support.backoffice import client_of
from tests.support.patients import register
from tests.support.shop import Medicine, Shop, add_medicine, stock_up
from tests.support.waitlist import join, states
from theriac.core.outbox.relay import relay_once
from theriac.domains.patients.commands.erase import erase_patient
from theriac.domains.waitlist.models import Wait

pytestmark = pytest.mark.rows("CUS-09")


@pytest.fixture
def medicine(shop: Shop) -> Medicine:
    return add_medicine(shop)


@pytest.fixture
def held(shop: Shop, medicine: Medicine) -> UUID:
    stock_up(shop, medicine, 2)
    return join(shop, medicine, 2, "A1")


def test_who_waits_is_changed_and_their_place_stays(
    shop: Shop, medicine: Medicine, owner: Client
) -> None:
    wait = join(shop, medicine, 2, "A1")
    page = owner.get(f"/waitlist/{wait}/").text
    assert "Customer was told" not in page
    assert "Pass to the next" not in page
    asked = {"version": "1", "priority": "urgent", "quantity": "5", "reason": "Fever"}
    page = owner.post(f"/waitlist/{wait}/edit/", asked, follow=True).text
    row = Wait.objects.get()
    assert (row.priority, row.quantity, row.version) == ("urgent", 5, 2)
    for words in ("Urgent", "5 tablets", "Fever", "Quantity: "):
        assert words in page
    stale = owner.post(f"/waitlist/{wait}/edit/", {**asked, "quantity": "9"}, follow=True).text
    assert "Reload the page" in stale
    assert Wait.objects.get().quantity == 5


def test_the_customer_is_told_and_goods_are_held_longer(owner: Client, held: UUID) -> None:
    page = owner.get(f"/waitlist/{held}/").text
    assert "To tell" in page
    assert "View reservation" in page
    version = Wait.objects.get().version
    page = owner.post(f"/waitlist/{held}/tell/", {"version": str(version)}, follow=True).text
    assert "Goods on hold" in page
    assert "Customer was told" not in page
    before = Wait.objects.get().hold_until
    longer = {"version": str(version + 1), "lasts": "7d"}
    assert "Saved." in owner.post(f"/waitlist/{held}/extend/", longer, follow=True).text
    after = Wait.objects.get().hold_until
    assert before is not None
    assert after is not None
    assert (after - before).days in (5, 6)


def test_held_goods_are_passed_to_the_next_who_then_is_removed(
    shop: Shop, medicine: Medicine, owner: Client, held: UUID
) -> None:
    following = join(shop, medicine, 2, "A2")
    version = Wait.objects.get(id=held).version
    unsaid = owner.post(f"/waitlist/{held}/pass/", {"version": str(version)}, follow=True)
    assert states() == {"A1": "offered", "A2": "waiting"}
    assert "Passed" not in unsaid.text.split("<h1")[0]
    asked = {"version": str(version), "reason": "Bought elsewhere"}
    page = owner.post(f"/waitlist/{held}/pass/", asked, follow=True).text
    assert "Passed to the next customer." in page
    assert "Bought elsewhere" in page
    assert states() == {"A1": "passed", "A2": "offered"}
    version = Wait.objects.get(id=following).version
    asked = {"version": str(version), "reason": "Moved"}
    page = owner.post(f"/waitlist/{following}/leave/", asked, follow=True).text
    assert "Removed from the waitlist." in page
    assert "Hold longer" not in page
    assert states()["A2"] == "left"


def test_who_may_only_look_is_offered_nothing_to_do(shop: Shop, held: UUID) -> None:
    auditor = client_of(shop, "auditor")
    page = auditor.get(f"/waitlist/{held}/").text
    assert "Ticket A1" in page
    for words in ("Customer was told", "Hold longer", "Remove this customer"):
        assert words not in page
    assert auditor.post(f"/waitlist/{held}/tell/", {"version": "2"}).status_code == 403


def test_a_patient_is_named_to_who_may_see_patients_only(
    shop: Shop, medicine: Medicine, owner: Client
) -> None:
    wait = join(shop, medicine, 1, patient_id=register(shop))
    assert "Siti Nurhaliza" in owner.get(f"/waitlist/{wait}/").text
    restocker = client_of(shop, "restocker")
    page = restocker.get(f"/waitlist/{wait}/").text
    assert "Siti" not in page
    assert "A patient" in page


def test_who_was_erased_waits_no_more_and_has_no_name(
    shop: Shop, medicine: Medicine, owner: Client
) -> None:
    patient = register(shop)
    wait = join(shop, medicine, 1, patient_id=patient)
    erase_patient(actor=shop.owner, branch_id=shop.branch_id, patient_id=patient)
    relay_once()
    assert Wait.objects.get().state == "left"
    page = owner.get(f"/waitlist/{wait}/").text
    assert "Siti" not in page
    assert "A patient" in page
    assert "Removed" in page
