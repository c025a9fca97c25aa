"""Programmes in the back office: added, joined from the patient's page, left, who is due."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.support.backoffice import client_of
from tests.support.patients import register
from tests.support.refills import a_member, a_plan
from tests.support.shop import Shop, add_medicine
from theriac.domains.refills.models import ChronicProgramme, ProgrammeMember

pytestmark = pytest.mark.rows("CUS-10")


def test_members_with_due_refills_are_listed(shop: Shop, owner: Client) -> None:
    due, other = register(shop, "Siti Due"), register(shop, "Agus Other")
    a_plan(shop, add_medicine(shop, "Metformin 500 mg tablet"), patient_id=due, days_ago=29)
    a_member(shop, due)
    a_member(shop, other)
    programme = ChronicProgramme.objects.get()
    assert "Diabetes" in owner.get("/programmes/").text
    page = owner.get(f"/programmes/{programme.id}/").text
    for words in ("Siti Due", "Agus Other", "Metformin 500 mg tablet"):
        assert words in page
    page = owner.get(f"/programmes/{programme.id}/?due=true").text
    assert "Siti Due" in page
    assert "Agus Other" not in page


def test_a_patient_joins_and_leaves_on_their_page(shop: Shop, owner: Client) -> None:
    patient = register(shop)
    page = owner.post("/programmes/new/", {"kind": "own", "name": "Gout circle"}, follow=True)
    assert "Gout circle" in page.text
    programme = ChronicProgramme.objects.get()
    join = {"programme_id": str(programme.id)}
    page = owner.post(f"/patients/{patient}/programmes/", join, follow=True).text
    assert "Added to the programme." in page
    assert "Remove from Gout circle?" in page
    member = ProgrammeMember.objects.get()
    left = {"version": "1", "why": "recovered"}
    page = owner.post(f"/programmes/members/{member.id}/leave/", left, follow=True).text
    assert "Removed from the programme." in page
    assert "In no programme." in page
    assert f"/programmes/{programme.id}/" not in page
    gone = owner.get(f"/programmes/{programme.id}/?gone=true").text
    assert "Siti Nurhaliza" in gone


def test_a_technician_sees_no_programmes(shop: Shop) -> None:
    patient = register(shop)
    a_member(shop, patient)
    page = client_of(shop, "technician").get(f"/patients/{patient}/").text
    assert "Chronic programmes" not in page
    assert "Refills" in page
