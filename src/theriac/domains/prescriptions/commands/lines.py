"""Correcting a line before its approval: what it is matched to, how much, how it is taken."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.actor import Actor
from theriac.core.command import command
from theriac.core.database.documents import keep
from theriac.core.problems import NotFound
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.queries.branches import branch_date
from theriac.domains.prescriptions.ids import PrescriptionId, PrescriptionLineId
from theriac.domains.prescriptions.matches import MatchedLine, matched
from theriac.domains.prescriptions.models import Prescription, PrescriptionLine
from theriac.domains.prescriptions.permissions import RECEIVE_PRESCRIPTIONS
from theriac.domains.prescriptions.problems import PrescriptionRefused
from theriac.domains.prescriptions.rules.facts import LineWritten, line_kept
from theriac.domains.prescriptions.rules.states import QUERIED, RECEIVED, REVIEWING
from theriac.domains.prescriptions.standing import (
    locked_prescription,
    record_change,
    refused_jump,
)
from theriac.domains.prescriptions.validity import classes_of, last_of

_TOLD = (
    *("product_id", "generic_id", "quantity", "repeats", "may_substitute"),
    "given_elsewhere",
)
_AUTHORISED = ("quantity", "repeats", "given_elsewhere")


@command(
    name="prescriptions.correct_line",
    done=gettext_lazy("Corrected a line of a prescription"),
    permission=RECEIVE_PRESCRIPTIONS,
)
def correct_line(
    *,
    actor: Actor,
    branch_id: BranchId,
    prescription_id: PrescriptionId,
    version: int,
    line_id: PrescriptionLineId,
    line: LineWritten,
) -> int:
    """Write a line as it is read now; the prescription's version then.

    Only until the approval, so that what is dispensed is what was reviewed. Of a line of which some
    was dispensed, what is authorised stays. Raises PrescriptionUnknown, NotFound, Stale,
    PrescriptionJump, PrescriptionRefused.
    """
    found = locked_prescription(branch_id, prescription_id, version)
    if found.state not in (RECEIVED, REVIEWING, QUERIED):
        raise refused_jump(found)
    row = the_line(found, line_id)
    one = matched([line], is_copy=found.is_copy)[0]
    is_begun = row.dispensed > row.given_elsewhere
    if is_begun and any(getattr(row, name) != getattr(line, name) for name in _AUTHORISED):
        raise PrescriptionRefused(
            _("Some of this line was dispensed already, so its quantity and repeats stay."),
            field="quantity",
        )
    before = {name: getattr(row, name) for name in _TOLD}
    _write(row, one)
    after = {name: getattr(row, name) for name in _TOLD}
    today = branch_date(branch_id)
    found.valid_until = last_of(found.written_on, found.ends_on, _classes(found), today)
    until = keep(found)
    changed = [name for name in _TOLD if before[name] != after[name]]
    record_change(
        found,
        {f"lines.{row.position}.{name}": before[name] for name in changed},
        {f"lines.{row.position}.{name}": after[name] for name in changed},
    )
    return until


def the_line(found: Prescription, line_id: UUID) -> PrescriptionLine:
    """A line of the prescription. Raises NotFound."""
    rows = PrescriptionLine.objects.select_for_update().filter(prescription=found)
    row: PrescriptionLine | None = rows.filter(id=line_id).first()
    if row is None:
        raise NotFound(_("This line isn’t on the prescription. Reload the page."))
    return row


def _write(row: PrescriptionLine, one: MatchedLine) -> None:
    row.content = line_kept(one.line)
    row.product_id, row.generic_id = one.line.product_id, one.generic_id
    row.quantity, row.repeats = one.line.quantity, one.line.repeats
    row.may_substitute = one.line.may_substitute
    row.dispensed += one.line.given_elsewhere - row.given_elsewhere
    row.given_elsewhere = one.line.given_elsewhere
    row.save()


def _classes(found: Prescription) -> set[str]:
    rows: Any = PrescriptionLine.objects.filter(prescription=found).exclude(product_id=None)
    return set(classes_of(rows.values_list("product_id", flat=True)).values())
