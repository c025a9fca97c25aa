"""Taking an electronic prescription in: a person confirms patient, prescriber and lines."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Annotated
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import Field

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.facts.records import record
from theriac.core.facts.types import Id, Units
from theriac.core.ids import new_id
from theriac.core.rights import require
from theriac.domains.eprescriptions.identifiers import GTIN_SYSTEMS
from theriac.domains.eprescriptions.ids import EPrescriptionId
from theriac.domains.eprescriptions.models import KnownCode
from theriac.domains.eprescriptions.problems import BundleRefused
from theriac.domains.eprescriptions.reader.facts import SentLine, sent_of
from theriac.domains.eprescriptions.settlement import locked_waiting, take
from theriac.domains.eprescriptions.written import prescription_of
from theriac.domains.organisation.ids import BranchId
from theriac.domains.prescriptions.commands.receive import receive_prescription
from theriac.domains.prescriptions.ids import PrescriptionId
from theriac.domains.prescriptions.permissions import OPEN_PRESCRIPTIONS, RECEIVE_PRESCRIPTIONS
from theriac.domains.prescriptions.rules.facts import (
    MOST_LINES,
    DirectionsWritten,
    Repeats,
    directions_kept,
)


@record
class LineConfirmed:
    """What a person says of a line: the product where it is known, how much, how it is taken."""

    product_id: Id | None = None
    quantity: Units
    directions: DirectionsWritten
    repeats: Repeats = 0


@record
class IntakeConfirmed:
    """Whose prescription it is and by whom, and each of its lines in their order."""

    patient_id: Id
    prescriber_id: Id
    lines: Annotated[list[LineConfirmed], Field(max_length=MOST_LINES)]


@command(
    name="eprescriptions.take",
    done=gettext_lazy("Took in an electronic prescription"),
    permission=RECEIVE_PRESCRIPTIONS,
)
def take_eprescription(
    *,
    actor: Actor,
    branch_id: BranchId,
    eprescription_id: EPrescriptionId,
    version: int,
    facts: IntakeConfirmed,
    confirmed: Collection[str] = (),
) -> PrescriptionId:
    """Make it a prescription that waits for its review, by the intake of every prescription.

    Medicine, days and substitution stay as sent, repeats don't grow. Codes of the medicines mean
    the confirmed products from now on. Raises EPrescriptionUnknown, Stale, EPrescriptionSettled,
    and what ``receive_prescription`` does.
    """
    require(actor, OPEN_PRESCRIPTIONS, branch_id)
    found = locked_waiting(branch_id, eprescription_id, version)
    sent = sent_of(found.content)
    _check(sent.lines, facts.lines)
    written = prescription_of(
        sent,
        facts.patient_id,
        facts.prescriber_id,
        [
            {
                "product_id": one.product_id,
                "quantity": one.quantity,
                "directions": directions_kept(one.directions),
                "repeats": one.repeats,
            }
            for one in facts.lines
        ],
    )
    made = receive_prescription(
        actor=actor, branch_id=branch_id, facts=written, confirmed=confirmed
    )
    take(found, facts.patient_id, facts.prescriber_id, made)
    for line, told in zip(sent.lines, facts.lines, strict=True):
        if told.product_id is not None:
            _learn(line, told.product_id)
    return made


def _check(sent: Sequence[SentLine], told: Sequence[LineConfirmed]) -> None:
    if len(sent) != len(told):
        raise BundleRefused(_("Confirm each medicine of the prescription."), field="lines")
    for at, (line, one) in enumerate(zip(sent, told, strict=True)):
        if one.repeats > line.repeats:
            raise BundleRefused(
                _("The prescriber allowed fewer repeats."), field=f"lines.{at}.repeats"
            )


def _learn(line: SentLine, product_id: UUID) -> None:
    """Keep that the codes of a line mean the product; the last word counts."""
    unit = current_unit()
    for one in line.codes:
        if one.system in GTIN_SYSTEMS:
            continue
        row = KnownCode.objects.filter(coding_system=one.system, code=one.code).first()
        if row is not None and row.product_id == product_id:
            continue
        known = row or KnownCode(id=new_id(), coding_system=one.system, code=one.code)
        before = known.product_id.hex if row is not None else ""
        known.product_id, known.confirmed_at = product_id, clock.now()
        known.confirmed_by = unit.actor.id
        known.save()
        facts = {"before": {"product_id": before}, "after": {"product_id": product_id.hex}}
        unit.record("eprescriptions.code", known.id, facts=facts)
