"""Opening a counselling is a reading of the patient; a copy has it, an erasure empties it."""

from __future__ import annotations

from uuid import uuid4

import pytest

from tests.support.counselling import counsel, counselling_of
from tests.support.patients import register
from tests.support.shop import Shop
from theriac.core.audit.models import AuditRecord
from theriac.core.privacy.problems import Erased
from theriac.domains.counselling.commands.open import open_counselling
from theriac.domains.counselling.kept import counselling_kept
from theriac.domains.counselling.problems import CounsellingUnknown
from theriac.domains.counselling.queries import counselling_of_patient
from theriac.domains.patients.commands.erase import erase_patient
from theriac.domains.patients.commands.export import export_patient
from theriac.domains.patients.commands.merge import merge_patients
from theriac.domains.patients.problems import ParticularsRefused, PatientGone

pytestmark = [pytest.mark.django_db, pytest.mark.rows("RX-17", "RX-22")]


def test_who_looks_leaves_why_with_the_patient(shop: Shop) -> None:
    made = counsel(shop, topics=["use"], note="drives at night")
    at = {"actor": shop.owner, "branch_id": shop.branch_id, "counselling_id": made}
    opened = open_counselling(**at, why="claim")
    assert (opened.patient, opened.counselling.note) == ("Siti Nurhaliza", "drives at night")
    record = AuditRecord.objects.get(command="counselling.open")
    assert (record.object_id, record.reason) == (opened.patient_id, "claim")
    with pytest.raises(ParticularsRefused):
        open_counselling(**at, why="curious")
    with pytest.raises(CounsellingUnknown):
        open_counselling(**{**at, "counselling_id": uuid4()})


def test_it_goes_along_with_a_merge_and_stands_in_the_copy(shop: Shop) -> None:
    kept, merged = register(shop), register(shop, "Siti Nurhalisa")
    made = counsel(shop, merged, topics=["food"], note="likes durian")
    here = {"actor": shop.owner, "branch_id": shop.branch_id}
    merge_patients(**here, kept_id=kept, merged_id=merged)
    assert [one.id for one in counselling_of_patient(actor=shop.owner, patient_id=kept)] == [made]
    assert open_counselling(**here, counselling_id=made).patient_id == kept
    (told,) = export_patient(**here, patient_id=kept)["counselling"]
    assert (told["topics"], told["note"], told["state"]) == (
        ["food"],
        "likes durian",
        "counselled",
    )


def test_erased_what_was_said_is_unreadable_and_the_topics_stay(shop: Shop) -> None:
    patient = register(shop)
    made = counsel(shop, patient, topics=["use"], note="hears badly")
    here = {"actor": shop.owner, "branch_id": shop.branch_id}
    erase_patient(**here, patient_id=patient)
    kept = counselling_of(made)
    assert kept.topics == "use"
    with pytest.raises(Erased):
        str(kept.note)
    assert [one["note"] for one in counselling_kept([patient])] == [""]
    with pytest.raises(PatientGone):
        open_counselling(**here, counselling_id=made)
