"""The screens: one that waits is taken in or refused; systems and keys are kept."""

from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.test import Client
from django.urls import reverse

from tests.support.backoffice import client_of
from tests.support.eprescriptions import (
    an_eprescription,
    known_people,
    pem_of,
)
from tests.support.shop import Shop
from theriac.domains.eprescriptions.models import EPrescription, PrescribingSystem, SystemKey
from theriac.domains.patients.models import Patient
from theriac.domains.prescriptions.models import PrescriptionLine

pytestmark = [pytest.mark.django_db, pytest.mark.rows("RX-06")]


def test_one_that_waits_is_taken_in(shop: Shop) -> None:
    _patient, prescriber, product = known_people(shop)
    one = an_eprescription(shop)
    client = client_of(shop, "owner")
    board = client.get(reverse("backoffice:prescription_board")).content.decode()
    assert "1 electronic prescription waits to be taken in." in board
    listed = client.get(reverse("backoffice:eprescription_list")).content.decode()
    assert "Klinik Sehat" in listed
    assert "Siti" not in listed
    at = reverse("backoffice:eprescription_detail", args=[one])
    page = client.get(at).content.decode()
    for words in ("Siti Rahayu", "Amoxicillin 500 mg tablet", "3 dd 1 tab pc", "21 tablet"):
        assert words in page
    line = {
        "row-0-product": str(product),
        "row-0-sig": "3 dd 1 tab pc",
        "row-0-quantity": "21",
        "row-0-dose": "1",
        "row-0-times": "3",
        "row-0-repeats": "1",
    }
    typed = {"version": "1", "patient_text": "Siti", "prescriber_text": "Ani", **line}
    assert client.post(at, typed).status_code == 422
    found = client.post(at, {**typed, "find": "1"})
    assert found.status_code == 200
    assert "Siti Rahayu" in found.content.decode()
    likely = client.post(at, {**typed, "register": "1"})
    assert likely.status_code == 409
    assert "Register anyway" in likely.content.decode()
    made = client.post(at, {**typed, "register": "another"})
    newest = Patient.objects.order_by("-registered_at", "-id")[0]
    assert (made.status_code, str(newest.id) in made.content.decode()) == (200, True)
    people = {"patient": str(newest.id), "prescriber": str(prescriber)}
    done = client.post(at, {**typed, **people})
    row = EPrescription.objects.get()
    assert (row.state, row.patient_id) == ("taken", newest.id)
    assert done["Location"] == reverse("backoffice:prescription_detail", args=[row.prescription_id])
    kept = PrescriptionLine.objects.get()
    assert (kept.product_id, kept.quantity) == (product, 21)
    assert "Electronic" in client.get(reverse("backoffice:prescription_board")).content.decode()
    assert at in client.get(done["Location"]).content.decode()


def test_one_is_refused_with_its_reason(shop: Shop) -> None:
    one = an_eprescription(shop)
    client = client_of(shop, "owner")
    at = reverse("backoffice:eprescription_refuse", args=[one])
    client.post(at, {"version": "1", "reason_code": "unclear"})
    page = client.get(reverse("backoffice:eprescription_detail", args=[one])).content.decode()
    assert "The prescription is unclear" in page
    assert "Its details were deleted." in page
    assert "Siti" not in page


def test_a_system_and_its_keys(shop: Shop) -> None:
    client: Client = client_of(shop, "owner")
    new = reverse("backoffice:prescribing_system_new")
    assert client.post(new, {"name": "Hub", "namespace": "hub"}).status_code == 422
    client.post(new, {"name": "Hub", "namespace": "https://hub.example/rx"})
    system = PrescribingSystem.objects.get()
    at = reverse("backoffice:prescribing_system_detail", args=[system.id])
    days = {"valid_from": "2026-11-22", "valid_until": "2027-11-22"}
    wrong = client.post(at, {"public_key": "x", **days})
    assert "Paste the public key as PEM" in wrong.content.decode()
    key = Ed25519PrivateKey.from_private_bytes(bytes(31) + b"s")
    client.post(at, {"public_key": pem_of(key), **days})
    kept = SystemKey.objects.get()
    assert kept.thumbprint in client.get(at).content.decode()
    revoke = reverse("backoffice:prescribing_system_key_revoke", args=[system.id, kept.id])
    client.post(revoke)
    kept.refresh_from_db()
    assert kept.revoked_at is not None
    client.post(reverse("backoffice:prescribing_system_end", args=[system.id]))
    assert "Ended" in client.get(reverse("backoffice:prescribing_system_list")).content.decode()
