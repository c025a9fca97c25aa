"""Whether a prescription was taken in before: of the same patient, prescriber and date."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.utils.translation import gettext as _

from theriac.core.problems import AskedFirst
from theriac.domains.patients.queries.groups import ids_of
from theriac.domains.prescriptions.models import Prescription, PrescriptionLine
from theriac.domains.prescriptions.rules.facts import LineWritten, PrescriptionWritten
from theriac.domains.prescriptions.words import STATE_WORDS

MOST_COMPARED = 20
Signature = tuple[str, int]
"""What a line is of, and how much."""


def look_alike(
    branch_id: UUID, facts: PrescriptionWritten, prescriber_id: UUID
) -> Sequence[AskedFirst]:
    """What is asked where one has the same lines, or the same number, at any branch.

    Cancelled ones aren't compared. Refused ones are: what one refused is tried elsewhere.
    """
    rows = Prescription.objects.filter(
        patient_id__in=ids_of(facts.patient_id),
        prescriber_id=prescriber_id,
        written_on=facts.written_on,
    ).exclude(state=Prescription.State.CANCELLED)
    others = list(rows.order_by("-received_at", "-id")[:MOST_COMPARED])
    if not others:
        return []
    signed: dict[UUID, set[Signature]] = {one.id: set() for one in others}
    for line in PrescriptionLine.objects.filter(prescription__in=others).order_by("position"):
        signed[line.prescription_id].add(_of_row(line))
    asked = _of_lines(facts.lines)
    number = facts.number.strip().casefold()
    return [
        _question(one, branch_id)
        for one in others
        if signed[one.id] == asked or (number and one.content["number"].casefold() == number)
    ]


def _of_lines(lines: Iterable[LineWritten]) -> set[Signature]:
    return {
        (
            str(one.product_id or one.generic_id or one.written.strip().casefold()),
            one.quantity,
        )
        for one in lines
    }


def _of_row(line: PrescriptionLine) -> Signature:
    written = str(line.content["written"]).casefold()
    return str(line.product_id or line.generic_id or written), line.quantity


def _question(one: Prescription, branch_id: UUID) -> AskedFirst:
    told = {"code": one.code, "state": STATE_WORDS[one.state]}
    if one.branch_id == branch_id:
        words = _(
            "The same prescription was already taken in: %(code)s (%(state)s). Open that one "
            "instead."
        )
    else:
        words = _(
            "The same prescription was already taken in at another branch: %(code)s (%(state)s). "
            "Call that branch."
        )
    return AskedFirst(code=f"twice:{one.id}", words=words % told, yes=_("Take it in again"))
