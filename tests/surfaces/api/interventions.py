"""Valid requests about clinical interventions."""

from __future__ import annotations

from uuid import UUID

from tests.support.interventions import FOUND, intervene
from tests.support.prescriptions import a_person, line_of
from tests.support.shop import Shop
from tests.surfaces.api.pieces import Asked
from tests.surfaces.api.prescriptions import the_prescription
from theriac.domains.interventions.models import Intervention


def the_intervention(shop: Shop, cause: str) -> UUID:
    """The patient's with this cause; made at first need."""
    rows = Intervention.objects.filter(branch_id=shop.branch_id, cause=cause)
    found: UUID | None = rows.values_list("id", flat=True).first()
    return found or intervene(shop, a_person(shop), cause=cause)


def intervention_reads(shop: Shop) -> dict[str, str]:
    period = "since=2026-01-01T00:00:00Z&until=2036-01-01T00:00:00Z"
    return {
        "listInterventions": "/interventions?outcome=open",
        "countInterventions": f"/interventions/report?{period}",
        "openIntervention": f"/interventions/{the_intervention(shop, 'allergy')}?why=care",
    }


def intervention_writes(shop: Shop) -> dict[str, Asked]:
    at = f"/interventions/{the_intervention(shop, 'duplicate')}"
    found = {**FOUND, "cause": "form", "note": "can't swallow"}
    prescription = the_prescription(shop, "intervene", "reviewing")
    on = {"line_id": str(line_of(prescription).id), "intervention": found}
    return {
        "recordIntervention": Asked(
            "POST", "/interventions", {"patient_id": str(a_person(shop)), "intervention": found}
        ),
        "intervenePrescription": Asked("POST", f"/prescriptions/{prescription}/interventions", on),
        "recordInterventionOutcome": Asked(
            "POST",
            f"{at}/outcome",
            {"outcome": "accepted", "answer": "halved"},
            edits=f"{at}?branch_id={shop.branch_id}",
        ),
    }
