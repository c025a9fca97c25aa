"""A prescription and its pictures: both are kept, or neither is."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from tests.support.patients import register
from tests.support.prescribers import a_prescriber
from tests.support.prescriptions import a_line, pharmacist
from tests.support.shop import Shop, add_medicine, add_staff
from theriac.core.files.intake import Prepared, take
from theriac.core.files.models import StoredFile
from theriac.core.problems import NotPermitted
from theriac.domains.patients.ids import PatientId
from theriac.domains.patients.problems import PatientUnknown
from theriac.domains.prescriptions.models import Prescription
from theriac.domains.prescriptions.pictures import PICTURE, receive_with_pictures
from theriac.domains.prescriptions.problems import PrescriptionRefused
from theriac.domains.prescriptions.rules.facts import PrescriptionWritten

pytestmark = [pytest.mark.django_db, pytest.mark.rows("RX-02")]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Any) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def a_picture(shop: Shop) -> Prepared:
    content = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(content, "PNG")
    return take(content, purpose=PICTURE, actor=shop.owner)


def written(shop: Shop, patient: PatientId, **more: Any) -> PrescriptionWritten:
    facts: dict[str, Any] = {
        "patient_id": patient,
        "prescriber_id": a_prescriber(shop),
        "written_on": shop.today,
        "lines": [a_line(add_medicine(shop))],
    }
    return PrescriptionWritten(**facts | more)


def files_in(folder: Path) -> int:
    return sum(path.is_file() for path in folder.rglob("*"))


def test_both_are_kept_under_the_patients_key(shop: Shop, folder: Path) -> None:
    patient, actor = register(shop), pharmacist(shop)
    made = receive_with_pictures(
        actor=actor,
        branch_id=shop.branch_id,
        facts=written(shop, patient),
        pictures=[a_picture(shop), a_picture(shop)],
    )
    rows = StoredFile.objects.all()
    assert [(row.record_id, row.person_id, row.created_by) for row in rows] == [
        (made, patient, actor.id)
    ] * 2
    assert Prescription.objects.get().id == made
    assert files_in(folder) == 2
    assert b"WEBP" not in (folder / rows[0].path).read_bytes()


def test_what_is_refused_leaves_no_file(shop: Shop, folder: Path) -> None:
    facts = written(shop, register(shop), lines=[])
    with pytest.raises(PrescriptionRefused):
        receive_with_pictures(
            actor=shop.owner, branch_id=shop.branch_id, facts=facts, pictures=[a_picture(shop)]
        )
    assert (StoredFile.objects.count(), files_in(folder)) == (0, 0)


def test_who_may_not_or_whose_it_isnt_writes_nothing(shop: Shop, folder: Path) -> None:
    facts, pictures = written(shop, register(shop)), [a_picture(shop)]
    cashier = add_staff("cashier", shop.branch_id, "dewi")
    with pytest.raises(NotPermitted):
        receive_with_pictures(
            actor=cashier, branch_id=shop.branch_id, facts=facts, pictures=pictures
        )
    nobodys = replace(facts, patient_id=PatientId(shop.branch_id))
    with pytest.raises(PatientUnknown):
        receive_with_pictures(
            actor=shop.owner, branch_id=shop.branch_id, facts=nobodys, pictures=pictures
        )
    assert (Prescription.objects.count(), files_in(folder)) == (0, 0)
