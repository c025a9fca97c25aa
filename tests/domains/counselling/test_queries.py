"""Counselling counted over a period, and the sheet."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.support.counselling import counsel
from tests.support.shop import Shop, add_staff
from theriac.core import clock
from theriac.domains.counselling.commands.counsel import counsel_patient
from theriac.domains.counselling.commands.open import open_counselling
from theriac.domains.counselling.commands.withdraw import withdraw_counselling
from theriac.domains.counselling.facts import CounsellingGiven
from theriac.domains.counselling.queries import counsellors, count_counselling
from theriac.domains.counselling.sheet import CounsellingSheet, paper_of_counselling
from theriac.domains.patients.ids import PatientId

pytestmark = [pytest.mark.django_db, pytest.mark.rows("RX-17")]


def test_the_report_counts_by_topic_reason_and_person(shop: Shop) -> None:
    first = counsel(shop, topics=["use", "food"], is_leaflet_given=True, is_understood=True)
    here = {"actor": shop.owner, "branch_id": shop.branch_id}
    patient = open_counselling(**here, counselling_id=first).patient_id
    other = add_staff("pharmacist", shop.branch_id)
    counsel_patient(
        actor=other,
        branch_id=shop.branch_id,
        patient_id=PatientId(patient),
        given=CounsellingGiven(topics=["use"]),
    )
    counsel(shop, refused_why="knows")
    wrong = counsel(shop, topics=["device"])
    withdraw_counselling(**here, counselling_id=wrong, version=1, reason_code="twice")
    now = clock.now()
    period = {"since": now - timedelta(days=1), "until": now + timedelta(days=1)}
    found = count_counselling(**here, **period)
    assert (found.counselled, found.refused, found.leaflets, found.understood) == (2, 1, 1, 1)
    assert dict(found.topics) == {"use": 2, "food": 1}
    assert dict(found.reasons) == {"knows": 1}
    assert {key: dict(one) for key, one in found.people.items()} == {
        shop.owner.id: {"counselled": 1, "refused": 1},
        other.id: {"counselled": 1},
    }
    assert set(counsellors(**here)) == {shop.owner.id, other.id}
    before = {"since": now - timedelta(days=3), "until": now - timedelta(days=2)}
    assert count_counselling(**here, **before).counselled == 0


def test_the_sheet_says_what_was_explained_and_leaves_room_for_signatures(shop: Shop) -> None:
    made = counsel(shop, topics=["storage"], note="has a fridge", is_understood=True)
    opened = open_counselling(actor=shop.owner, branch_id=shop.branch_id, counselling_id=made)
    sheet = CounsellingSheet(
        opened=opened,
        shop="Apotek Contoh",
        place="Jl. Melati 1",
        on=shop.today,
        pharmacist="Ratna",
        prescription="R123456",
        medicines=[("Amoxicillin 500 mg", "3 dd 1")],
    )
    paper = paper_of_counselling(sheet)
    assert "Patient: Siti Nurhaliza" in paper.heads
    assert paper.rows == [("Amoxicillin 500 mg", "3 dd 1")]
    assert ("Storage", "Yes") in paper.further[0].rows
    assert ("What it is for", "–") in paper.further[0].rows
    assert paper.note == "Remark: has a fridge"
    assert paper.foot[1] == "Pharmacist: Ratna"
    refused = counsel(shop, refused_why="knows")
    opened = open_counselling(actor=shop.owner, branch_id=shop.branch_id, counselling_id=refused)
    said = CounsellingSheet(opened=opened, shop="A", place="", on=shop.today, pharmacist="")
    assert paper_of_counselling(said).total == (
        "Counselling refused",
        "Knows the medicine already",
    )
