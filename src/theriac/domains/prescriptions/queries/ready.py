"""What lies ready to be collected and paid for, and what is left of it in its present round."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from theriac.core.actor import Actor
from theriac.core.privacy.problems import Erased
from theriac.core.query import query
from theriac.domains.organisation.queries.branches import branch_date
from theriac.domains.prescribers.queries.prescribers import prescriber_names
from theriac.domains.prescriptions.dispenses.terms import given_in_round, products_allowed
from theriac.domains.prescriptions.models import Prescription, PrescriptionLine
from theriac.domains.prescriptions.permissions import VIEW_PRESCRIPTIONS
from theriac.domains.prescriptions.rules.fills import Authorised
from theriac.domains.prescriptions.rules.states import READY

MOST = 100
"""Prescriptions of a list: more than a shop has waiting at its counter."""


@dataclass(frozen=True, slots=True)
class LineLeft:
    """A line with what is left of it in base units; ``product_id`` None: any of its generic."""

    id: UUID
    position: int
    product_id: UUID | None
    generic_id: UUID | None
    quantity: int
    left: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadyPrescription:
    """A prescription that waits at the counter. ``number`` is the paper's, "" where it has none."""

    id: UUID
    code: str
    state: str
    patient_id: UUID
    prescriber: str
    number: str
    written_on: date
    valid_until: date | None
    since: datetime
    lines: Sequence[LineLeft]

    @property
    def is_begun(self) -> bool:
        """Whether some of this round was dispensed."""
        return any(one.left < one.quantity for one in self.lines)


@query(permission=VIEW_PRESCRIPTIONS)
def ready_prescriptions(*, actor: Actor, branch_id: UUID) -> tuple[list[ReadyPrescription], bool]:
    """The branch's with something left, the longest waiting first, and whether there are more.

    What isn't valid any more is left out: it isn't sold.
    """
    rows = Prescription.objects.filter(branch_id=branch_id, state=READY)
    found = list(rows.order_by("state_since", "id")[: MOST + 1])
    left = lines_left([one.id for one in found])
    names = prescriber_names({one.prescriber_id for one in found})
    today = branch_date(branch_id)
    told = [
        ReadyPrescription(
            id=one.id,
            code=one.code,
            state=one.state,
            patient_id=one.patient_id,
            prescriber=names.get(one.prescriber_id, ""),
            number=_number(one),
            written_on=one.written_on,
            valid_until=one.valid_until,
            since=one.state_since,
            lines=left[one.id],
        )
        for one in found[:MOST]
        if left.get(one.id) and not (one.valid_until and one.valid_until < today)
    ]
    return told, len(found) > MOST


def lines_left(prescription_ids: Collection[UUID]) -> Mapping[UUID, list[LineLeft]]:
    """By prescription its lines of which something is left in its present round, in their order."""
    ids = list(prescription_ids)
    lines = list(
        PrescriptionLine.objects.filter(prescription_id__in=ids)
        .defer("content")
        .order_by("prescription_id", "position")
    )
    allowed, stopped = products_allowed(lines)
    given = given_in_round([one.id for one in lines])
    found: dict[UUID, list[LineLeft]] = {}
    for one in lines:
        terms = Authorised(one.quantity, one.repeats, one.dispensed)
        left = 0 if one.id in stopped else terms.left_of_round(given.get(one.id, 0))
        if left:
            told = LineLeft(
                one.id, one.position, allowed[one.id], one.generic_id, one.quantity, left
            )
            found.setdefault(one.prescription_id, []).append(told)
    return found


def _number(found: Prescription) -> str:
    try:
        return str(found.content["number"])
    except Erased:
        return ""
