"""Opening an intervention is a reading of the patient; a copy has it, an erasure empties it."""

from __future__ import annotations

from uuid import uuid4

import pytest

from tests.support.interventions import intervene, intervention_of
from tests.support.patients import register
from tests.support.shop import Shop
from theriac.core.audit.models import AuditRecord
from theriac.core.privacy.problems import Erased
from theriac.domains.interventions.commands.open import open_intervention
from theriac.domains.interventions.kept import interventions_kept
from theriac.domains.interventions.problems import InterventionUnknown
from theriac.domains.interventions.queries import interventions_of_patient
from theriac.domains.patients.commands.erase import erase_patient
from theriac.domains.patients.commands.export import export_patient
from theriac.domains.patients.commands.merge import merge_patients
from theriac.domains.patients.problems import ParticularsRefused, PatientGone

pytestmark = [pytest.mark.django_db, pytest.mark.rows("RX-19", "RX-22")]


def test_who_looks_leaves_why_with_the_patient(shop: Shop) -> None:
    made = intervene(shop, register(shop), note="too much")
    at = {"actor": shop.owner, "branch_id": shop.branch_id, "intervention_id": made}
    opened = open_intervention(**at, why="claim")
    assert (opened.patient, opened.intervention.content["note"]) == ("Siti Nurhaliza", "too much")
    record = AuditRecord.objects.get(command="interventions.open")
    assert (record.object_id, record.reason) == (opened.patient_id, "claim")
    with pytest.raises(ParticularsRefused):
        open_intervention(**at, why="curious")
    with pytest.raises(InterventionUnknown):
        open_intervention(**{**at, "intervention_id": uuid4()})
    unnamed = open_intervention(**{**at, "intervention_id": intervene(shop, note="stock")})
    assert (unnamed.patient_id, unnamed.intervention.content["note"]) == (None, "stock")


def test_it_goes_along_with_a_merge_and_stands_in_the_copy(shop: Shop) -> None:
    kept, merged = register(shop), register(shop, "Siti Nurhalisa")
    made = intervene(shop, merged, proposal="another medicine")
    here = {"actor": shop.owner, "branch_id": shop.branch_id}
    merge_patients(**here, kept_id=kept, merged_id=merged)
    found = interventions_of_patient(actor=shop.owner, patient_id=kept)
    assert [one.id for one in found] == [made]
    assert open_intervention(**here, intervention_id=made).patient_id == kept
    (told,) = export_patient(**here, patient_id=kept)["interventions"]
    assert (told["cause"], told["proposal"]) == ("dose_high", "another medicine")


def test_erased_its_texts_are_unreadable_and_the_codes_stay(shop: Shop) -> None:
    patient = register(shop)
    made = intervene(shop, patient, note="pregnant")
    here = {"actor": shop.owner, "branch_id": shop.branch_id}
    erase_patient(**here, patient_id=patient)
    kept = intervention_of(made)
    assert kept.cause == "dose_high"
    with pytest.raises(Erased):
        dict(kept.content)
    assert "note" not in interventions_kept([patient])[0]
    with pytest.raises(PatientGone):
        open_intervention(**here, intervention_id=made)
