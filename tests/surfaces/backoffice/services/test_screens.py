"""Services in the back office: offered, booked, recorded, corrected, billed, printed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.support.backoffice import client_of
from tests.support.patients import register
from tests.support.services import (
    a_vaccine,
    book,
    dose,
    offer,
    offer_vaccination,
    sell_service,
    serve,
    service_product,
)
from tests.support.shop import Shop, add_medicine
from theriac.core import clock
from theriac.domains.catalog.models import Product
from theriac.domains.services.models import Appointment, OfferedService, ServiceBill, ServiceRecord
from theriac.domains.services.queries import vaccines_of

pytestmark = [pytest.mark.django_db, pytest.mark.rows("EXT-01")]


def test_a_service_is_added_offered_and_edited(shop: Shop) -> None:
    owner = client_of(shop, "owner")
    typed = {"name": "Check-up", "legal_class": "bebas", "rotation": "fefo", "is_service": "on"}
    packs = {"name_0": "once", "price_0": "25.000"}
    owner.post("/products/new/", {**typed, **packs})
    product = Product.objects.get()
    assert product.is_service
    page = owner.get(f"/products/{product.id}/").text
    assert "Service, not stocked" in page
    assert "Out of stock" not in page
    assert "Service" in owner.get("/products/").text
    told = {"name": "Check-up", "kind": "measurement", "product": str(product.id), "minutes": "20"}
    lacking = owner.post("/services/new/", {**told, "capacity": "2"})
    assert (lacking.status_code, "Choose what is measured." in lacking.text) == (422, True)
    more = {"capacity": "2", "quantities": ["glucose", "temperature"], "is_offered": "on"}
    assert "Service added." in owner.post("/services/new/", {**told, **more}, follow=True).text
    row = OfferedService.objects.get()
    assert (row.codes, row.capacity) == (["glucose", "temperature"], 2)
    assert "Check-up" in owner.get(f"/services/{row.id}/").text
    changed = {**told, **more, "version": "1", "capacity": "3"}
    assert "Saved." in owner.post(f"/services/{row.id}/", changed, follow=True).text
    assert f"/services/{row.id}/" not in client_of(shop, "cashier").get("/services/").text


def test_the_vaccines_of_a_service_are_found_as_in_every_grid(shop: Shop) -> None:
    vaccine, other = add_medicine(shop, "Influvac"), add_medicine(shop, "Havrix")
    owner = client_of(shop, "owner")
    page = owner.get("/services/new/").text
    assert ('role="combobox"' in page, "Havrix" in page) == (True, False)
    found = owner.get("/services/grid/find/?q=influ").json()["found"]
    assert [one["name"] for one in found] == ["Influvac"]
    pasted = owner.post("/services/grid/paste/", {"text": "Product\nHavrix"}).json()["rows"]
    assert [one["values"]["product_id"] for one in pasted] == [str(other.id)]

    told = {"name": "Travel", "kind": "vaccination", "product": str(service_product(shop))}
    told |= {"minutes": "15", "capacity": "1", "is_offered": "on"}
    lacking = owner.post("/services/new/", told)
    assert (lacking.status_code, "Choose the vaccines" in lacking.text) == (422, True)
    unknown = owner.post("/services/new/", {**told, "row-0-product": "Nothing like it"})
    assert (unknown.status_code, "No product matches" in unknown.text) == (422, True)
    service = owner.post("/services/new/", {**told, "row-0-product": "Blood test"})
    assert (service.status_code, "Choose a vaccine" in service.text) == (422, True)
    rows = {"row-0-product": "Influvac", "row-1-product": "havrix"}
    assert owner.post("/services/new/", {**told, **rows}).status_code == 302
    row = OfferedService.objects.get()
    assert set(vaccines_of([row.id])[row.id]) == {vaccine.id, other.id}

    at = f"/services/{row.id}/"
    page = owner.get(at).text
    assert ('value="Influvac"' in page, 'value="Havrix"' in page) == (True, True)
    assert "Saved." in owner.post(at, {**told, "version": "1", **rows}, follow=True).text
    stale = owner.post(at, {**told, "version": "1", "row-0-product": "Havrix"})
    assert (stale.status_code, 'value="Havrix"' in stale.text) == (409, True)
    assert 'name="version" value="2"' in stale.text
    one = {**told, "version": "2", "row-0-product": "Havrix"}
    assert owner.post(at, one).status_code == 302
    assert vaccines_of([row.id])[row.id] == [other.id]


def test_booked_arrived_measured_corrected_and_billed(shop: Shop) -> None:
    siti, service = register(shop), offer(shop)
    browser = client_of(shop, "pharmacist")
    at = f"/appointments/patients/{siti}/"
    assert at in browser.get(f"/patients/{siti}/").text
    assert "For Siti Nurhaliza" in browser.get(at).text
    day = (shop.today + timedelta(days=1)).isoformat()
    typed = {"service": str(service), "on": day, "begins": "09:00", "notes": "Fasting"}
    page = browser.post(at, typed, follow=True).text
    for words in ("Appointment booked.", "Siti Nurhaliza", "Fasting", "Booked"):
        assert words in page
    full = browser.post(at, typed)
    assert (full.status_code, "fully booked" in full.text) == (409, True)
    row = Appointment.objects.get()
    one = f"/appointments/{row.id}/"
    assert "Siti Nurhaliza" in browser.get(f"/appointments/?day={day}").text
    export = b"".join(browser.get("/appointments/?export=csv")).decode("utf-8-sig")
    assert (row.code in export, "Siti" in export) == (True, False)
    assert browser.get(f"{one}record/").status_code == 409
    assert "Patient arrived." in browser.post(f"{one}arrive/", {"version": "1"}, follow=True).text
    assert "Temperature (°C)" in browser.get(f"{one}record/").text
    both = {"version": "2", "systolic": "1", "temperature": "365,0"}
    wrong = browser.post(f"{one}record/", both)
    assert wrong.status_code == 422
    for words in ("from 30.0 to 45.0 °C", "Systolic blood pressure: enter a value"):
        assert words in wrong.text
    values = {"version": "2", "temperature": "36,5", "systolic": "120", "diastolic": "80"}
    page = browser.post(f"{one}record/", values, follow=True).text
    for words in ("Recorded.", "36.5 °C", "120 mmHg", "Not billed"):
        assert words in page
    record = ServiceRecord.objects.get()
    at = f"/service-records/{record.id}/"
    assert browser.get(f"{at}slip.pdf").content[:4] == b"%PDF"
    assert 'value="36,5"' in browser.get(f"{at}correct/").text
    right = {"temperature": "38,5", "remark": "Typed wrong"}
    assert "38.5 °C" in browser.post(f"{at}correct/", right, follow=True).text
    assert "This record was corrected." in browser.get(at).text
    sale = sell_service(shop)
    assert str(sale) in browser.get(f"{at}bill/").text
    assert "Sale added." in browser.post(f"{at}bill/", {"sale": str(sale)}, follow=True).text
    assert ServiceBill.objects.get().sale_id == sale
    assert record.code not in browser.get("/service-records/?unbilled=true").text
    history = browser.get(f"/service-records/patients/{siti}/").text
    assert ("38.5 °C" in history, "36.5 °C" in history) == (True, False)


def test_cancelled_missed_and_walked_in(shop: Shop) -> None:
    siti, service = register(shop), offer(shop, capacity=3)
    browser = client_of(shop, "technician")
    first = book(shop, service, siti, clock.now() + timedelta(hours=1))
    page = browser.post(
        f"/appointments/{first}/cancel/", {"version": "1", "reason_code": "ill"}, follow=True
    ).text
    assert "Patient isn’t well enough" in page
    second = book(shop, service, siti, clock.now())
    page = browser.post(f"/appointments/{second}/miss/", {"version": "1"}, follow=True).text
    assert "Recorded as missed." in page
    here = {"service": str(service), "is_here": "on"}
    assert (
        "Record service" in browser.post(f"/appointments/patients/{siti}/", here, follow=True).text
    )
    untimed = browser.post(f"/appointments/patients/{siti}/", {"service": str(service)})
    assert (untimed.status_code, "Enter the day and the time." in untimed.text) == (422, True)


def test_a_vaccination_shows_the_shelfs_batches_and_prints_the_card(shop: Shop) -> None:
    siti, (vaccine, batch) = register(shop), a_vaccine(shop)
    service = offer_vaccination(shop, vaccine)
    browser, at = client_of(shop, "pharmacist"), book(shop, service, siti)
    assert "Influvac, batch FLU-1" in browser.get(f"/appointments/{at}/record/").text
    due = (shop.today + timedelta(days=365)).isoformat()
    typed = {"batch": str(batch), "dose": "1", "site": "left_arm", "route": "im"}
    sent = {"version": "1", **typed, "next_due_on": due}
    page = browser.post(f"/appointments/{at}/record/", sent, follow=True).text
    for words in ("FLU-1", "Left upper arm, Intramuscular", "Influvac"):
        assert words in page
    made = ServiceRecord.objects.get()
    assert str(batch) in browser.get(f"/service-records/{made.id}/correct/").text
    assert "Print vaccination card" in browser.get(f"/service-records/patients/{siti}/").text
    card = browser.get(f"/service-records/patients/{siti}/card.pdf")
    assert (card["Content-Type"], card.content[:4]) == ("application/pdf", b"%PDF")
    listed = browser.get(f"/service-records/?batch={batch}&kind=vaccination").text
    assert made.code in listed
    assert serve(shop, service, siti, dose(vaccine, batch))
    assert service_product(shop)
