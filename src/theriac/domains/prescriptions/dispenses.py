"""Dispensing lines of prescriptions within a command that runs: the one place that lets it.

A sale that is made on prescriptions calls ``dispense_lines`` in its own transaction, so that both
commit together or neither does.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from theriac.core import clock
from theriac.core.command import current_unit
from theriac.core.database.documents import keep
from theriac.core.ids import new_id
from theriac.core.problems import NotFound
from theriac.domains.catalog.queries.generics import generics_of
from theriac.domains.organisation.queries.branches import branch_date
from theriac.domains.prescriptions.ids import DispenseId
from theriac.domains.prescriptions.models import (
    Dispense,
    LineOutcome,
    Prescription,
    PrescriptionLine,
)
from theriac.domains.prescriptions.problems import DispenseRefused
from theriac.domains.prescriptions.rules.fills import Authorised
from theriac.domains.prescriptions.rules.states import READY
from theriac.domains.prescriptions.standing import as_seen, record_change, refused_jump
from theriac.domains.prescriptions.validity import classes_of, last_valid_day, require_valid


@dataclass(frozen=True, slots=True)
class LineDispensed:
    """So many base units of a product, of a line."""

    line_id: UUID
    product_id: UUID
    quantity: int


def dispense_lines(
    branch_id: UUID, given: Sequence[LineDispensed], *, sale_id: UUID | None = None
) -> list[DispenseId]:
    """Record these dispenses in the running command, in their order; the ids.

    Locks the prescriptions, then their lines, each in the order of ids: whoever comes second sees
    what the first dispensed. All or nothing. Each prescription is ready and valid today; of each
    line no more is given than what is left of the time that was begun (``rules/fills.py``), and
    nothing but its product, a product of its generic where it names no product, or what was
    substituted in this round. The caller has asked the actor's right.

    Raises NotFound for a line that isn't the branch's, PrescriptionJump, DispenseRefused.
    """
    lines, prescriptions = _locked(branch_id, {one.line_id for one in given})
    today = branch_date(branch_id)
    for found in prescriptions.values():
        if found.state != READY:
            raise refused_jump(found)
        require_valid(found, today)
    classes = classes_of({one.product_id for one in given})
    allowed = _allowed(lines.values(), prescriptions)
    generics = generics_of(sorted({one.product_id for one in given}))
    before = {key: line.dispensed for key, line in lines.items()}
    rows = []
    for one in given:
        line = lines[one.line_id]
        found = prescriptions[line.prescription_id]
        _check_product(line, one.product_id, allowed[line.id], generics.get(one.product_id))
        until = last_valid_day(found.written_on, [classes[one.product_id]], today)
        if until is not None and until < today:
            raise DispenseRefused(
                _("The prescription isn’t valid for this product any more. Ask for a new one."),
                remaining=0,
            )
        _take(line, one.quantity)
        rows.append(_row(found, one, sale_id))
    Dispense.objects.bulk_create(rows)
    for line in lines.values():
        line.save(update_fields=["dispensed"])
    _note(prescriptions, lines, before)
    return [DispenseId(row.id) for row in rows]


def _locked(
    branch_id: UUID, line_ids: Iterable[UUID]
) -> tuple[Mapping[UUID, PrescriptionLine], Mapping[UUID, Prescription]]:
    wanted = set(line_ids)
    there = PrescriptionLine.objects.filter(id__in=wanted, prescription__branch_id=branch_id)
    ids = set(there.values_list("prescription_id", flat=True))
    rows = Prescription.objects.select_for_update().filter(id__in=ids).order_by("id")
    prescriptions = {one.id: as_seen(one) for one in rows}
    locked = PrescriptionLine.objects.select_for_update().filter(
        id__in=wanted, prescription_id__in=ids
    )
    lines = {one.id: one for one in locked.order_by("id")}
    if len(lines) < len(wanted) or not wanted:
        raise NotFound(_("This line isn’t on a prescription of this branch. Reload the page."))
    return lines, prescriptions


def _allowed(
    lines: Iterable[PrescriptionLine], prescriptions: Mapping[UUID, Prescription]
) -> dict[UUID, UUID | None]:
    """By line the product that may be given: what was substituted, else its own; None: any.

    Raises DispenseRefused for a line that isn't dispensed in this round.
    """
    found: dict[UUID, UUID | None] = {one.id: one.product_id for one in lines}
    rows = LineOutcome.objects.filter(line_id__in=list(found), ended_at=None)
    for one in rows.select_related("line").order_by("at", "id"):
        if one.round != prescriptions[one.line.prescription_id].round:
            continue
        if one.kind == LineOutcome.Kind.NOT_DISPENSED:
            raise DispenseRefused(
                _("It was noted why line %(line)s isn’t dispensed. Take that note back first.")
                % {"line": one.line.position},
                remaining=0,
            )
        found[one.line_id] = one.product_id
    return found


def _check_product(
    line: PrescriptionLine, product_id: UUID, allowed: UUID | None, generic_id: UUID | None
) -> None:
    is_right = product_id == allowed
    if allowed is None:
        is_right = line.generic_id is not None and generic_id == line.generic_id
    if not is_right:
        raise DispenseRefused(
            _(
                "This isn’t what line %(line)s says. Substitute the medicine with a reason first, "
                "or choose the right product."
            )
            % {"line": line.position},
            remaining=0,
        )


def _take(line: PrescriptionLine, quantity: int) -> None:
    """Count the quantity as dispensed of the line. Raises DispenseRefused for too much."""
    terms = Authorised(line.quantity, line.repeats, line.dispensed)
    if not terms.allows(quantity):
        raise DispenseRefused(_too_much(line, terms, quantity), remaining=terms.now)
    line.dispensed += quantity


def _too_much(line: PrescriptionLine, terms: Authorised, quantity: int) -> str:
    told = {"line": line.position, "most": terms.now, "repeats": terms.repeats}
    if quantity < 1:
        return _("Enter a quantity of at least 1.")
    if terms.remaining == 0:
        words = _(
            "Line %(line)s was dispensed in full, with its %(repeats)s repeats. Ask for a new "
            "prescription."
        )
        return words % told
    words = _("At most %(most)s base units of line %(line)s can be dispensed now.")
    return words % told


def _row(found: Prescription, one: LineDispensed, sale_id: UUID | None) -> Dispense:
    return Dispense(
        id=new_id(),
        line_id=one.line_id,
        branch_id=found.branch_id,
        product_id=one.product_id,
        quantity=one.quantity,
        round=found.round,
        sale_id=sale_id,
        dispensed_at=clock.now(),
        dispensed_by=current_unit().actor.id,
    )


def _note(
    prescriptions: Mapping[UUID, Prescription],
    lines: Mapping[UUID, PrescriptionLine],
    before: Mapping[UUID, int],
) -> None:
    for key, found in prescriptions.items():
        keep(found)
        changed = [one for one in lines.values() if one.prescription_id == key]
        record_change(
            found,
            {f"lines.{one.position}.dispensed": before[one.id] for one in changed},
            {f"lines.{one.position}.dispensed": one.dispensed for one in changed},
        )
