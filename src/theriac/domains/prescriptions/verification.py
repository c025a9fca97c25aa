"""What must always be true of prescriptions, recomputed from the rows."""

from __future__ import annotations

from collections import defaultdict
from uuid import UUID

from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from theriac.core.verification.registry import Findings, finding, verifies
from theriac.domains.counselling.queries import ever_recorded
from theriac.domains.counselling.record import HandOver
from theriac.domains.prescriptions.models import (
    Dispense,
    Prescription,
    PrescriptionLine,
    PrescriptionStep,
)
from theriac.domains.prescriptions.rules.states import HANDED_OVER, PREPARING, may_go

DISPENSED_DIFFERS = finding(
    "prescriptions.dispensed_differs",
    _(
        "Line %(line)s of prescription %(prescription)s counts %(counted)s dispensed, but its "
        "dispenses are %(kept)s of %(authorised)s."
    ),
)
STEPS_DIFFER = finding(
    "prescriptions.steps_differ",
    _("Prescription %(prescription)s is %(state)s, but its steps don’t lead there."),
)
VERIFIED_ALONE = finding(
    "prescriptions.verified_alone",
    _("High-risk prescription %(prescription)s was verified by who prepared it."),
)
NOT_COUNSELLED = finding(
    "prescriptions.not_counselled",
    _("Prescription %(prescription)s was handed over without counselling or its refusal."),
)


@verifies("prescriptions.dispensed")
def dispenses_within_authorised(findings: Findings) -> None:
    """Of each line the dispenses, here and elsewhere, are what it counts, within the authorised."""
    standing = Dispense.objects.filter(reversed_at=None).order_by()
    sums = dict(standing.values_list("line_id").annotate(total=Sum("quantity")))
    lines = PrescriptionLine.objects.order_by("id").values_list(
        "id",
        "prescription_id",
        "position",
        "quantity",
        "repeats",
        "dispensed",
        "given_elsewhere",
    )
    for key, prescription, position, quantity, repeats, counted, elsewhere in lines.iterator():
        findings.look(1)
        kept, authorised = sums.get(key, 0) + elsewhere, quantity * (1 + repeats)
        if kept != counted or kept > authorised:
            findings.violate(
                DISPENSED_DIFFERS,
                line=position,
                prescription=prescription,
                counted=counted,
                kept=kept,
                authorised=authorised,
            )


@verifies("prescriptions.steps")
def steps_lead_to_states(findings: Findings) -> None:
    """Each prescription's steps follow the table, and the last leads to its state."""
    steps: dict[UUID, list[tuple[str, str]]] = defaultdict(list)
    rows = PrescriptionStep.objects.order_by("at", "id")
    for key, before, after in rows.values_list("prescription_id", "from_state", "to_state"):
        steps[key].append((before, after))
    for key, state in Prescription.objects.order_by("id").values_list("id", "state"):
        findings.look(1)
        if not _leads(steps[key], state):
            findings.violate(STEPS_DIFFER, prescription=key, state=state)


@verifies("prescriptions.second_person")
def second_person_verified(findings: Findings) -> None:
    """No high-risk prescription was verified by who prepared it in the same round."""
    risky = Prescription.objects.filter(needs_second=True).exclude(verified_by=None)
    for key, round_now, verified_by in risky.order_by("id").values_list(
        "id", "round", "verified_by"
    ):
        findings.look(1)
        steps = PrescriptionStep.objects.filter(
            prescription_id=key, round=round_now, to_state=PREPARING, by=verified_by
        )
        if steps.exists():
            findings.violate(VERIFIED_ALONE, prescription=key)


@verifies("prescriptions.counselled")
def hand_overs_counselled(findings: Findings) -> None:
    """Nothing was handed over without a counselling of that round, or its refusal."""
    steps = PrescriptionStep.objects.filter(to_state=HANDED_OVER).order_by("prescription_id")
    rows = [HandOver(*row) for row in steps.values_list("prescription_id", "round")]
    recorded = ever_recorded(rows)
    findings.look(len(rows))
    for one in rows:
        if one not in recorded:
            findings.violate(NOT_COUNSELLED, prescription=one.prescription_id)


def _leads(steps: list[tuple[str, str]], state: str) -> bool:
    at, paused_from = "", ""
    for before, after in steps:
        if before != at or (at and not may_go(at, after, paused_from)):
            return False
        paused_from = at if after == "paused" else ""
        at = after
    return at == state
