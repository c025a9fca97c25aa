"""Recording an intervention: coded, with whom, once a moment, texts under a key."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from pydantic import ValidationError

from tests.support.interventions import FOUND, intervene, intervention_of
from tests.support.patients import register
from tests.support.prescribers import a_prescriber
from tests.support.shop import Shop, add_staff
from theriac.core import clock
from theriac.core.audit.models import AuditRecord
from theriac.core.problems import NotPermitted
from theriac.domains.interventions.commands.record import record_intervention
from theriac.domains.interventions.facts import InterventionFound
from theriac.domains.interventions.problems import AlreadyIntervened, InterventionRefused
from theriac.domains.patients.problems import PatientUnknown

pytestmark = [pytest.mark.django_db, pytest.mark.rows("RX-19")]


def test_a_call_to_the_doctor_is_kept_with_problem_cause_and_proposal(shop: Shop) -> None:
    doctor, patient = a_prescriber(shop), register(shop)
    made = intervene(
        shop,
        patient,
        prescriber_id=doctor,
        prescriber_name="",
        note=" twice the usual dose ",
        proposal="half of it",
    )
    kept = intervention_of(made)
    assert (kept.problem, kept.cause, kept.action, kept.outcome) == (
        "adverse",
        "dose_high",
        "prescriber",
        "",
    )
    assert (kept.prescriber_id, kept.patient_id, kept.by) == (doctor, patient, shop.owner.id)
    assert (kept.content["note"], kept.content["proposal"]) == (
        "twice the usual dose",
        "half of it",
    )
    record = AuditRecord.objects.get(command="interventions.record")
    assert (record.object_id, "usual dose" in str(record.facts)) == (made, False)


def test_no_text_stands_readable_in_the_database(shop: Shop) -> None:
    intervene(shop, register(shop), note="secretword")
    intervene(shop, note="secretword")
    with connection.cursor() as cursor:
        cursor.execute("SELECT content FROM interventions_intervention")
        rows = cursor.fetchall()
    assert len(rows) == 2
    assert "secretword" not in str(rows)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"prescriber_name": "  "}, "prescriber_name"),
        ({"prescriber_id": uuid4()}, "prescriber_id"),
        ({"cause": "other"}, "note"),
        ({"action": "none", "outcome": "accepted"}, "outcome"),
    ],
)
def test_what_is_missing_is_asked_for(shop: Shop, given: dict[str, object], field: str) -> None:
    with pytest.raises(InterventionRefused) as refused:
        intervene(shop, **given)  # type: ignore[arg-type]
    assert list(refused.value.errors) == [field]


def test_unknown_codes_and_long_texts_are_no_intervention() -> None:
    for given in ({"problem": "x"}, {"cause": "x"}, {"action": "x"}, {"note": "a" * 251}):
        with pytest.raises(ValidationError):
            InterventionFound(**{**FOUND, **given})


def test_the_same_a_moment_later_is_the_same_press(shop: Shop) -> None:
    patient = register(shop)
    made = intervene(shop, patient)
    for _again in range(2):
        with pytest.raises(AlreadyIntervened) as refused:
            intervene(shop, patient)
        assert refused.value.facts["intervention_id"] == made
    intervene(shop, patient, note="another thing")
    intervene(shop)
    with clock.at(clock.now() + timedelta(minutes=6)):
        assert intervene(shop, patient) != made


def test_who_may_not_records_nothing(shop: Shop) -> None:
    technician = add_staff("technician", shop.branch_id)
    found = InterventionFound(**FOUND)
    with pytest.raises(NotPermitted):
        record_intervention(actor=technician, branch_id=shop.branch_id, found=found)
    with pytest.raises(PatientUnknown):
        intervene(shop, uuid4())
