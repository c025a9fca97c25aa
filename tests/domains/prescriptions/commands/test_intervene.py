"""Interventions on a prescription: its patient, its line, its prescriber; with a query too."""

from __future__ import annotations

import pytest

from tests.support.interventions import FOUND
from tests.support.prescriptions import a_prescription, at_shop, line_of, state_of
from tests.support.shop import Shop, add_staff
from theriac.core.problems import NotFound, NotPermitted
from theriac.domains.interventions.facts import InterventionFound
from theriac.domains.interventions.models import Intervention
from theriac.domains.interventions.problems import InterventionRefused
from theriac.domains.interventions.queries import interventions_of_prescription
from theriac.domains.prescriptions.commands.intervene import intervene_on_prescription
from theriac.domains.prescriptions.commands.review import query_prescription
from theriac.domains.prescriptions.ids import PrescriptionId, PrescriptionLineId
from theriac.domains.prescriptions.models import Prescription

pytestmark = [pytest.mark.django_db, pytest.mark.rows("RX-19")]
CALLED = InterventionFound(**{**FOUND, "prescriber_name": ""})


def on(shop: Shop, made: PrescriptionId, **more: object) -> dict[str, object]:
    """What the command is given for a prescription of the shop."""
    given = {**at_shop(shop, made), "found": CALLED, **more}
    del given["version"]
    return given


def test_it_is_about_the_line_and_its_prescriber_was_called(shop: Shop) -> None:
    made, other = a_prescription(shop, "reviewing"), a_prescription(shop, number="2")
    key = intervene_on_prescription(
        **on(shop, made, line_id=PrescriptionLineId(line_of(made).id))  # type: ignore[arg-type]
    )
    kept, prescription = Intervention.objects.get(id=key), Prescription.objects.get(id=made)
    assert (kept.prescription_id, kept.line_id) == (made, line_of(made).id)
    assert (kept.patient_id, kept.prescriber_id) == (
        prescription.patient_id,
        prescription.prescriber_id,
    )
    assert kept.content["medicine"] == "Amoxicillin 500 mg"
    with pytest.raises(NotFound):
        intervene_on_prescription(**on(shop, made, line_id=line_of(other).id))  # type: ignore[arg-type]
    found = interventions_of_prescription(
        actor=shop.owner, branch_id=shop.branch_id, prescription_id=made
    )
    assert [one.id for one in found] == [key]


def test_querying_the_prescriber_may_record_one(shop: Shop) -> None:
    made = a_prescription(shop, "reviewing")
    given = {**at_shop(shop, made), "reason_code": "dose"}
    wrong = InterventionFound(**{**FOUND, "cause": "other"})
    with pytest.raises(InterventionRefused):
        query_prescription(**given, intervention=wrong)
    assert (state_of(made), Intervention.objects.count()) == ("reviewing", 0)
    query_prescription(**given, intervention=CALLED)
    assert (state_of(made), Intervention.objects.get().prescription_id) == ("queried", made)


def test_who_may_not_record_one_queries_without(shop: Shop) -> None:
    made = a_prescription(shop, "reviewing")
    technician = add_staff("technician", shop.branch_id)
    with pytest.raises(NotPermitted):
        intervene_on_prescription(**on(shop, made, actor=technician))  # type: ignore[arg-type]
