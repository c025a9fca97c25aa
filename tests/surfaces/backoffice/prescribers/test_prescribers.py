"""Prescribers on the screen: typed, found, compared, merged, set inactive, erased."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from tests.support.backoffice import client_of
from tests.support.prescribers import a_prescriber
from tests.support.shop import Shop
from theriac.domains.prescribers.models import Prescriber
from theriac.domains.prescribers.rules.facts import PrescriberLicenceWritten


def typed(**changes: str) -> dict[str, str]:
    return {
        "name": "Budi Santoso",
        "title_before": "dr.",
        "title_after": "Sp.PD",
        "profession": "physician",
        "specialisation": "Internal medicine",
        "licence_1_kind": "sip",
        "licence_1_number": "503/77/2026",
        "licence_1_place": "Klinik Sehat",
        "licence_1_valid_until": "2031-05-31",
        "practice_0_name": "Klinik Sehat",
        "practice_0_hours": "08.00-12.00",
        "phone": "0812 555",
        **changes,
    }


@pytest.mark.rows("CUS-03")
def test_a_prescriber_is_typed_shown_and_found(owner: Client) -> None:
    page = owner.post("/prescribers/new/", typed(), follow=True)

    for words in ("dr. Budi Santoso, Sp.PD", "503/77/2026", "until 31 May 2031", "08.00-12.00"):
        assert words in page.text
    for asked in ("budi", "503/77", "sehat", "boedi"):
        listed = owner.get("/prescribers/", {"q": asked}).text
        assert ("Budi Santoso" in listed) is (asked != "boedi")
    assert "/prescribers/" in owner.get("/_palette/?q=budi").text
    form = owner.get(f"/prescribers/{Prescriber.objects.get().id}/edit/").text
    assert 'value="503/77/2026"' in form
    assert 'value="Klinik Sehat"' in form


def test_what_does_not_fit_stays_typed_beside_its_sentence(owner: Client) -> None:
    response = owner.post(
        "/prescribers/new/", typed(licence_1_number="?", email="x", licence_1_place="Elsewhere")
    )

    assert response.status_code == 422
    for field in ("email", "licence_1_number", "licence_1_place"):
        assert f'id="id_{field}-error"' in response.text
    assert not Prescriber.objects.exists()


@pytest.mark.rows("RX-04")
def test_somebody_alike_is_told_and_saved_all_the_same_once_said(owner: Client) -> None:
    owner.post("/prescribers/new/", typed())
    again = typed(name="Boedi Santosa", licence_1_number="503/78/2026")

    refused = owner.post("/prescribers/new/", again)
    assert refused.status_code == 409
    assert "dr. Budi Santoso, Sp.PD looks like the same person" in refused.text
    taken = owner.post("/prescribers/new/", typed(name="Dewi"))
    assert 'id="id_licence_1_number-error"' in taken.text
    owner.post("/prescribers/new/", {**again, "is_another": "on"})
    assert Prescriber.objects.count() == 2


@pytest.mark.rows("RX-04")
def test_duplicates_are_compared_merged_and_taken_apart(owner: Client, shop: Shop) -> None:
    one, other = a_prescriber(shop, "Achmad Soekarno"), a_prescriber(shop, "Ahmad Sukarno")
    assert "Names that sound alike" in owner.get("/prescribers/duplicates/").text
    assert "Ahmad Sukarno" in owner.get(f"/prescribers/{one}/same/").text

    page = owner.post(f"/prescribers/{one}/merge/", {"merged_id": str(other)}, follow=True)
    assert "Undo merge" in page.text
    assert "No possible duplicates" in owner.get("/prescribers/duplicates/").text
    page = owner.post(f"/prescribers/{other}/unmerge/", follow=True)
    assert "Undo merge" not in page.text


def test_expired_and_inactive_ones_are_filtered_and_told(owner: Client, shop: Shop) -> None:
    past = PrescriberLicenceWritten(
        kind="sip", number="SIP-123456", valid_until=shop.today - timedelta(days=1)
    )
    soon = PrescriberLicenceWritten(
        kind="sip", number="SIP-223456", valid_until=shop.today + timedelta(days=9)
    )
    expired = a_prescriber(shop, "Ani Wijaya", licences=[past])
    a_prescriber(shop, "Budi Santoso", licences=[soon])
    a_prescriber(shop, "Dewi Lestari")

    def listed(licence: str) -> list[str]:
        text = owner.get("/prescribers/", {"licence": licence}).text
        return [name for name in ("Ani", "Budi", "Dewi") if f"dr. {name}" in text]

    assert (listed("expired"), listed("expiring")) == (["Ani"], ["Ani", "Budi"])
    assert "Enter the renewed licence first" in owner.get(f"/prescribers/{expired}/").text
    today = owner.get("/").text
    assert "Prescriber with an expired licence" in today
    assert "Prescriber whose licence expires soon" in today
    off = {"version": "1", "reason": "Moved abroad"}
    assert (
        "Moved abroad" in owner.post(f"/prescribers/{expired}/deactivate/", off, follow=True).text
    )
    owner.post(f"/prescribers/{expired}/activate/", {"version": "2"})
    owner.post(f"/prescribers/{expired}/erase/")
    assert "Ani" not in owner.get("/prescribers/").text


def test_who_may_only_look_is_offered_nothing_to_change(shop: Shop) -> None:
    one = a_prescriber(shop)
    cashier = client_of(shop, "cashier")
    page = cashier.get(f"/prescribers/{one}/").text
    assert "Klinik Melati" in page
    assert "/edit/" not in page
