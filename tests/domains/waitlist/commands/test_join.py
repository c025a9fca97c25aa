"""Joining: a patient or a ticket, once a product; no telephone number, no name."""

from __future__ import annotations

import pytest

from tests.support.patients import register
from tests.support.shop import Medicine, Shop, add_medicine, add_staff
from tests.support.waitlist import join, states
from theriac.core.ids import new_id
from theriac.core.problems import NotPermitted
from theriac.domains.patients.problems import PatientUnknown
from theriac.domains.waitlist.commands.join import WaitWish, join_waitlist
from theriac.domains.waitlist.models import Wait
from theriac.domains.waitlist.problems import AlreadyWaits, WaitRefused

pytestmark = [pytest.mark.django_db, pytest.mark.rows("CUS-09")]


@pytest.fixture
def medicine(shop: Shop) -> Medicine:
    return add_medicine(shop)


@pytest.mark.parametrize(
    "ticket",
    ["", "  ", "081234567890", "0812-345-678", "Siti Nurhaliza", "+628123456", "A" * 13, "A_1"],
)
def test_a_ticket_is_no_name_and_no_telephone_number(
    shop: Shop, medicine: Medicine, ticket: str
) -> None:
    with pytest.raises(WaitRefused) as refused:
        join(shop, medicine, ticket=ticket)
    assert refused.value.field == "ticket"
    assert not Wait.objects.exists()


def test_a_ticket_is_kept_in_capitals_and_waits_once(shop: Shop, medicine: Medicine) -> None:
    first = join(shop, medicine, 2, " a-17 ")
    with pytest.raises(AlreadyWaits) as refused:
        join(shop, medicine, 1, "A-17")
    assert refused.value.facts["wait_id"] == first
    join(shop, add_medicine(shop, "Amoxicillin 500 mg capsule"), 1, "A-17")
    assert Wait.objects.filter(ticket="A-17").count() == 2


def test_a_patient_waits_as_their_record(shop: Shop, medicine: Medicine) -> None:
    patient = register(shop)
    wait = Wait.objects.get(id=join(shop, medicine, 2, patient_id=patient))
    assert (wait.patient_id, wait.ticket) == (patient, "")
    assert wait.code == f"W{wait.id.hex[-6:].upper()}"
    with pytest.raises(AlreadyWaits):
        join(shop, medicine, 2, patient_id=patient)
    with pytest.raises(PatientUnknown):
        join(shop, medicine, 2, patient_id=new_id())


def test_who_may_see_no_patients_adds_none(shop: Shop, medicine: Medicine) -> None:
    patient = register(shop)
    wish = WaitWish(product_id=medicine.id, quantity=1, patient_id=patient)
    both = WaitWish(product_id=medicine.id, quantity=1, patient_id=patient, ticket="A1")
    restocker = add_staff("restocker", shop.branch_id)
    with pytest.raises(NotPermitted):
        join_waitlist(actor=restocker, branch_id=shop.branch_id, wish=wish)
    with pytest.raises(WaitRefused):
        join_waitlist(actor=shop.owner, branch_id=shop.branch_id, wish=both)


@pytest.mark.parametrize(
    ("field", "wish"),
    [
        ("quantity", {"quantity": 0}),
        ("quantity", {"quantity": 1_000_000_001}),
        ("priority", {"priority": "vip"}),
    ],
)
def test_what_cant_be_waited_for_is_refused(
    shop: Shop, medicine: Medicine, field: str, wish: dict[str, object]
) -> None:
    with pytest.raises(WaitRefused) as refused:
        join(shop, medicine, **wish)  # type: ignore[arg-type]
    assert refused.value.field == field


def test_a_product_that_isnt_there_has_no_line(shop: Shop) -> None:
    with pytest.raises(WaitRefused):
        join(shop, Medicine(new_id(), {}), 1)
    assert states() == {}
