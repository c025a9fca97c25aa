"""A patient's documents: unreadable without their key, without a name, each reading recorded."""

from __future__ import annotations

import io
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from tests.support.patients import register
from tests.support.shop import add_staff, open_shop
from tests.surfaces.api.pieces import PDF
from theriac.core import clock
from theriac.core.audit.models import AuditRecord
from theriac.core.files.commands import add_file, read_file
from theriac.core.files.intake import take
from theriac.core.files.models import StoredFile
from theriac.core.files.purposes import Purpose
from theriac.core.files.store import find_broken_files
from theriac.core.privacy.problems import Erased
from theriac.core.problems import NotFound, NotPermitted, Unprocessable
from theriac.countries.retention import years
from theriac.domains.patients.commands.erase import erase_patient
from theriac.domains.patients.commands.export import export_patient
from theriac.domains.patients.commands.merge import merge_patients
from theriac.domains.patients.files import CARD, PRESCRIPTION, list_documents
from theriac.domains.patients.problems import PatientHeld, PatientUnknown

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def root(tmp_path: Path, settings: Any) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def hand_in(
    shop: Any, patient_id: UUID, purpose: Purpose = PRESCRIPTION, actor: Any = None
) -> UUID:
    prepared = take(
        io.BytesIO(PDF), purpose=purpose, actor=shop.owner, name="Resep Siti Nurhaliza.pdf"
    )
    return add_file(
        actor=actor or shop.owner,
        branch_id=shop.branch_id,
        purpose=purpose,
        prepared=prepared,
        record_id=patient_id,
    )


@pytest.mark.rows("API-12")
def test_what_is_kept_tells_nothing_of_the_person(root: Path) -> None:
    shop = open_shop()
    patient_id = register(shop)
    file_id = hand_in(shop, patient_id)
    row = StoredFile.objects.get(id=file_id)
    assert (row.original_name, row.record_id, row.person_id) == ("", patient_id, patient_id)
    (kept,) = [path for path in root.rglob("*") if path.is_file()]
    assert b"%PDF" not in kept.read_bytes()
    assert kept.name.endswith(".bin")
    assert list(find_broken_files()) == []


@pytest.mark.rows("API-12")
def test_each_reading_is_recorded_with_the_patient() -> None:
    shop = open_shop()
    patient_id = register(shop)
    file_id = hand_in(shop, patient_id)
    with read_file(actor=shop.owner, file_id=file_id, why="care").file as file:
        assert file.read() == PDF
    record = AuditRecord.objects.get(command="files.record_reading", object_id=patient_id)
    assert (record.actor_id, record.reason, record.facts) == (
        shop.owner.id,
        "care",
        {"file": file_id.hex, "purpose": "patients.prescription"},
    )


def test_a_role_reads_and_hands_in_what_it_may() -> None:
    shop = open_shop()
    patient_id = register(shop)
    prescription, card = hand_in(shop, patient_id), hand_in(shop, patient_id, CARD)
    manager = add_staff("manager", shop.branch_id)
    cashier = add_staff("cashier", shop.branch_id)
    named = {"branch_id": shop.branch_id, "patient_id": patient_id}
    assert [row.id for row in list_documents(actor=manager, **named)] == [card]
    assert [row.id for row in list_documents(actor=shop.owner, **named)] == [card, prescription]
    assert list_documents(actor=cashier, **named) == []
    with pytest.raises(NotPermitted):
        read_file(actor=manager, file_id=prescription)
    with pytest.raises(NotFound):
        read_file(actor=cashier, file_id=card)
    with pytest.raises(NotPermitted):
        hand_in(shop, patient_id, PRESCRIPTION, actor=manager)


def test_a_file_follows_a_merge_and_ends_with_an_erasure() -> None:
    shop = open_shop()
    kept, merged = register(shop), register(shop)
    file_id = hand_in(shop, merged)
    named = {"actor": shop.owner, "branch_id": shop.branch_id}
    merge_patients(**named, kept_id=kept, merged_id=merged)
    assert [row.id for row in list_documents(**named, patient_id=kept)] == [file_id]
    (told,) = export_patient(**named, patient_id=kept)["files"]
    assert (told["id"], told["purpose"]) == (str(file_id), "patients.prescription")

    with pytest.raises(PatientHeld):
        erase_patient(**named, patient_id=kept)
    with clock.at(clock.now() + timedelta(days=years(5))):  # the law's period of prescriptions
        erase_patient(**named, patient_id=kept)
    assert StoredFile.objects.get(id=file_id).keep_until is not None
    with pytest.raises(Erased):
        read_file(actor=shop.owner, file_id=file_id)


def test_a_file_belongs_to_somebody_who_is_there() -> None:
    shop = open_shop()
    with pytest.raises(PatientUnknown) as refusal:
        hand_in(shop, shop.branch_id)
    assert refusal.value.field == "record_id"
    with pytest.raises(Unprocessable):
        hand_in(shop, None)  # type: ignore[arg-type]
