"""Suppliers on the screen: kept, found, blocked, and what their licences say."""

from __future__ import annotations

from datetime import timedelta

from django.test import Client

from tests.support.backoffice import client_of
from tests.support.shop import Shop, add_medicine
from tests.support.suppliers import a_code, a_supplier
from theriac.domains.suppliers.models import Supplier
from theriac.domains.suppliers.rules import SupplierLicenceWritten
from theriac.surfaces.backoffice.suppliers.codes import MOST_SHOWN


def typed(**changes: str) -> dict[str, str]:
    return {
        "name": "PT Enseval",
        "tax_registered": "on",
        "payment_days": "30",
        "lead_days": "2",
        "minimum_order": "750.000",
        "licence_pbf": "FP.1",
        "until_pbf": "2031-05-31",
        "contact_0_name": "Rudi",
        "contact_0_phone": "0812 555",
        **changes,
    }


def test_a_supplier_is_typed_shown_and_found(owner: Client) -> None:
    page = owner.post("/suppliers/new/", typed(), follow=True)

    for words in ("PT Enseval", "ENSE", "FP.1", "until 31 May 2031", "Rudi", "Rp 750.000"):
        assert words in page.text
    assert "payment in 30 days, delivery in 2 days" in page.text
    listed = owner.get("/suppliers/?q=ense").text
    assert "PT Enseval" in listed
    assert "PT Enseval" not in owner.get("/suppliers/?q=kimia").text
    assert "/suppliers/" in owner.get("/_palette/?q=ense").text


def test_what_does_not_fit_stays_typed_beside_its_sentence(owner: Client) -> None:
    response = owner.post(
        "/suppliers/new/",
        typed(tax_id="12", payment_days="x", until_pbf="31/12", contact_0_name=""),
    )

    assert response.status_code == 422
    for field in ("payment_days", "until_pbf"):
        assert f'id="id_{field}-error"' in response.text
    assert 'value="12"' in response.text
    response = owner.post("/suppliers/new/", typed(tax_id="12", contact_0_name=""))
    assert response.status_code == 422
    for field in ("tax_id", "contact_0_name"):
        assert f'id="id_{field}-error"' in response.text
    assert not Supplier.objects.exists()


def test_the_form_has_a_line_more_than_people(shop: Shop, owner: Client) -> None:
    supplier_id = a_supplier(shop)
    address = f"/suppliers/{supplier_id}/edit/"
    assert 'value="Wulandari"' in owner.get(address).text

    data = typed(version="1", contact_1_name="Sari", contact_2_name="Tono")
    page = owner.post(address, data, follow=True)

    assert "Saved." in page.text
    assert [one["name"] for one in Supplier.objects.get().contacts] == ["Rudi", "Sari", "Tono"]
    assert 'name="contact_3_name"' in owner.get(address).text
    assert owner.post(address, data).status_code == 409


def test_it_is_blocked_with_a_reason_and_let_in(shop: Shop, owner: Client) -> None:
    address = f"/suppliers/{a_supplier(shop)}/"
    page = owner.post(f"{address}block/", {"version": "1", "reason": ""}, follow=True)
    assert "Enter a reason." in page.text

    page = owner.post(f"{address}block/", {"version": "1", "reason": "Bad papers"}, follow=True)
    assert "Supplier blocked" in page.text
    assert "Bad papers" in page.text
    assert "PT Kimia Farma" in owner.get("/suppliers/?state=blocked").text
    page = owner.post(f"{address}unblock/", {"version": "1"}, follow=True)
    assert "Another user changed this supplier. Reload the page" in page.text
    owner.post(f"{address}unblock/", {"version": "2"})
    assert Supplier.objects.get().state == "active"


def test_licences_that_end_and_lack_are_seen(shop: Shop, owner: Client) -> None:
    past = shop.today - timedelta(days=1)
    soon = shop.today + timedelta(days=30)
    ended = a_supplier(
        shop, "A", licences=[SupplierLicenceWritten(kind="pbf", number="1", valid_until=past)]
    )
    a_supplier(
        shop, "B", licences=[SupplierLicenceWritten(kind="pbf", number="1", valid_until=soon)]
    )
    without = a_supplier(shop, "C", licences=[])

    listed = owner.get("/suppliers/").text
    for words in ("Licence expired", "Licence expires soon", "No licence entered"):
        assert words in listed
    assert "Expired" in owner.get(f"/suppliers/{ended}/").text
    assert (
        "Only licensed suppliers may deliver medicines. Request the"
        in owner.get(f"/suppliers/{without}/").text
    )


def test_who_may_only_look_sees_no_button(shop: Shop) -> None:
    restocker = client_of(shop, "restocker")
    address = f"/suppliers/{a_supplier(shop)}/"

    page = restocker.get(address).text
    assert "Wulandari" in page
    assert f"{address}edit/" not in page
    assert "Block" not in page
    assert restocker.get(f"{address}edit/").status_code == 403
    assert restocker.post(f"{address}block/", {"version": "1", "reason": "x"}).status_code == 403


def test_its_own_codes_are_listed_exported_and_forgotten(shop: Shop, owner: Client) -> None:
    supplier_id = a_supplier(shop)
    medicine = add_medicine(shop)
    at = f"/suppliers/{supplier_id}/"
    assert "No codes yet" in owner.get(at).text
    code = a_code(supplier_id, medicine, "PCT-1")
    a_code(supplier_id, medicine, "ZZ-9")

    page = owner.get(at).text
    for words in ("PCT-1", "Paracetamol 500 mg tablet", "box", f"/products/{medicine.id}/"):
        assert words in page
    table = owner.get(f"{at}?export=csv").getvalue().decode()
    assert [line.partition(",")[0] for line in table.splitlines()[1:]] == ["PCT-1", "ZZ-9"]
    assert "ZZ-9" not in owner.get(f"{at}?code=pct").text
    assert "No codes start with this" in owner.get(f"{at}?code=Q").text
    assert "forget/" not in client_of(shop, "pharmacist").get(at).text

    said = owner.post(f"{at}codes/{code.id}/forget/", follow=True).text
    assert "Code deleted. The next time you scan it, you choose the product again." in said
    assert "Deleted a supplier code" in said
    again = owner.post(f"{at}codes/{code.id}/forget/", follow=True).text
    assert "This code no longer exists." in again


def test_many_codes_are_shown_by_the_first(shop: Shop, owner: Client) -> None:
    supplier_id, medicine = a_supplier(shop), add_medicine(shop)
    for number in range(MOST_SHOWN + 1):
        a_code(supplier_id, medicine, f"C{number:03}")
    page = owner.get(f"/suppliers/{supplier_id}/").text
    assert "Showing the first 50 of 51." in page
    assert "C050" not in page
    assert "C050" in owner.get(f"/suppliers/{supplier_id}/?code=c05").text
