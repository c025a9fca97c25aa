"""Adding to the waitlist on the screen: found, written, as a ticket or a patient; the hold time."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.support.backoffice import client_of
from tests.support.patients import register
from tests.support.shop import Shop, add_medicine, stock_up
from theriac.domains.waitlist.models import Wait
from theriac.domains.waitlist.queries import hold_time

pytestmark = pytest.mark.rows("CUS-09")


@pytest.fixture
def cashier(shop: Shop) -> Client:
    return client_of(shop, "cashier")


def test_a_product_is_found_with_what_there_is_and_a_ticket_waits_for_it(
    shop: Shop, cashier: Client
) -> None:
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 10)
    found = cashier.get("/waitlist/find/?q=parac").text
    assert f'href="/waitlist/add/{medicine.id}/"' in found
    assert "1 strip available" in found
    assert "No results" in cashier.get("/waitlist/find/?q=nothing").text

    asked = {"packs_10": "2", "priority": "urgent", "ticket": "a12"}
    made = cashier.post(f"/waitlist/add/{medicine.id}/", asked, follow=True)

    wait = Wait.objects.get()
    assert made.redirect_chain == [(f"/waitlist/{wait.id}/", 302)]
    assert (wait.ticket, wait.quantity, wait.priority, wait.state) == (
        "A12",
        20,
        "urgent",
        "waiting",
    )
    for words in ("Added to the waitlist.", "Ticket A12", "2 strips", "Urgent", "Waiting"):
        assert words in made.text
    again = cashier.post(f"/waitlist/add/{medicine.id}/", asked)
    assert again.status_code == 409
    assert "already on the waitlist" in again.text


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"ticket": "081234567890"}, "ticket"),
        ({"ticket": "Siti N"}, "ticket"),
        ({"ticket": ""}, "ticket"),
        ({"priority": "soon"}, "priority"),
        ({"packs_10": "0"}, "packs_100"),
    ],
)
def test_what_does_not_fit_is_said_at_its_field(
    shop: Shop, cashier: Client, change: dict[str, str], field: str
) -> None:
    medicine = add_medicine(shop)
    asked = {"packs_10": "1", "priority": "normal", "ticket": "A1", **change}
    refused = cashier.post(f"/waitlist/add/{medicine.id}/", asked)
    assert refused.status_code == 422
    assert f'id="id_{field}-error"' in refused.text
    assert not Wait.objects.exists()


def test_a_patient_waits_by_their_record_and_no_ticket_is_asked(
    shop: Shop, cashier: Client
) -> None:
    medicine, patient = add_medicine(shop), register(shop)
    at = f"/waitlist/add/{medicine.id}/?patient={patient}"
    assert at in cashier.get(f"/waitlist/find/?q=parac&patient={patient}").text
    form = cashier.get(at).text
    assert "For Siti Nurhaliza" in form
    assert 'name="ticket"' not in form
    made = cashier.post(at, {"packs_10": "1", "priority": "normal"}, follow=True).text
    wait = Wait.objects.get()
    assert (wait.patient_id, wait.ticket) == (patient, "")
    assert "Siti Nurhaliza" in made
    assert wait.code in made


def test_the_hold_time_is_set_by_who_may(shop: Shop, owner: Client, cashier: Client) -> None:
    here = {"actor": shop.owner, "branch_id": shop.branch_id}
    assert 'value="24"' in owner.get("/waitlist/hold/").text
    assert owner.post("/waitlist/hold/", {"hours": "337"}).status_code == 422
    saved = owner.post("/waitlist/hold/", {"hours": "48"}, follow=True)
    assert saved.redirect_chain == [("/waitlist/", 302)]
    assert hold_time(**here) == 48
    assert cashier.post("/waitlist/hold/", {"hours": "1"}).status_code == 403
    assert hold_time(**here) == 48
