"""The report of who read a record, at the screen, as a file and over the API."""

from __future__ import annotations

from django.test import Client

from tests.support.backoffice import client_of
from tests.support.patients import register
from tests.support.shop import Shop, add_staff, api_key
from tests.surfaces.api.program import Program
from theriac.domains.patients.commands.open import open_patient


def test_who_sees_the_trail_sees_who_read_it_how_often_and_as_what(
    owner: Client, shop: Shop
) -> None:
    patient = register(shop, "Siti Rahasia")
    reader = add_staff("pharmacist", shop.branch_id, "Rina")
    for _each in range(2):
        open_patient(actor=reader, branch_id=shop.branch_id, patient_id=patient)
    at = f"/patients/{patient}/readers/"
    assert at in owner.get(f"/patients/{patient}/").text
    page = owner.get(at)
    assert ("Rina" in page.text, "Pharmacist" in page.text, "Melati" in page.text) == ((True,) * 3)
    assert "Siti" not in page.text
    assert "no-store" in page["Cache-Control"]
    file = owner.get(f"{at}?months=3&export=csv")
    text = b"".join(file.streaming_content).decode() if file.streaming else file.text
    assert "Opened the record" in text
    assert "Rina" in text
    assert client_of(shop, "auditor").get(f"{at}?page=9&months=x").status_code == 200
    assert client_of(shop, "pharmacist").get(at).status_code == 403
    assert "readers/" not in client_of(shop, "technician").get(f"/patients/{patient}/").text


def test_a_program_is_told_the_same(shop: Shop) -> None:
    patient = register(shop)
    reader = add_staff("pharmacist", shop.branch_id, "Rina")
    open_patient(actor=reader, branch_id=shop.branch_id, patient_id=patient)
    asking = Program(api_key(shop, "auditor", "Audit"))
    told = asking.get(f"/patients/{patient}/readers?limit=1").json()
    assert told["has_more"] is False
    [one] = told["items"]
    assert (one["actor_id"], one["command"], one["times"]) == (
        str(reader.id),
        "patients.open_patient",
        1,
    )
    empty = asking.get(f"/patients/{patient}/readers?until=2025-01-01&since=2024-01-01").json()
    assert empty["items"] == []
    assert (
        Program(api_key(shop, "manager", "Boss")).get(f"/patients/{patient}/readers").status_code
        == 403
    )
