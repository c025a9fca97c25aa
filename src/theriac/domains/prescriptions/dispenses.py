"""Dispensing lines of prescriptions within a command that runs: the one place that lets it.

A sale that is made on prescriptions calls ``dispense_lines`` in its own transaction, so that both
commit together or neither does.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from django.db.models import F, Sum
from django.utils.translation import gettext as _

from theriac.core import clock
from theriac.core.command import current_unit
from theriac.core.database.documents import keep
from theriac.core.ids import new_id
from theriac.core.outbox.events import Event
from theriac.core.problems import NotFound, Problem
from theriac.domains.catalog.queries.generics import generics_of
from theriac.domains.organisation.queries.branches import branch_date
from theriac.domains.prescriptions.ids import DispenseId
from theriac.domains.prescriptions.models import (
    Dispense,
    LineOutcome,
    Prescription,
    PrescriptionLine,
)
from theriac.domains.prescriptions.problems import DispenseRefused, WhyRefused
from theriac.domains.prescriptions.rules.fills import Authorised
from theriac.domains.prescriptions.rules.states import READY
from theriac.domains.prescriptions.standing import as_seen, record_change, refused_jump
from theriac.domains.prescriptions.validity import classes_of, last_valid_day, require_valid


@dataclass(frozen=True, slots=True, kw_only=True)
class PrescriptionDispensed(Event):
    """What was dispensed of lines changed: given, or taken back; data names the lines."""

    type: ClassVar[str] = "theriac.prescription.dispensed.v1"


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
    terms = _terms(branch_id, given, is_locked=True)
    for one in given:
        _check(one, terms)
    return _written(terms, given, sale_id, current_unit().actor.id)


def dispense_fitting(
    branch_id: UUID, given: Sequence[LineDispensed], *, sale_id: UUID, by: UUID
) -> dict[LineDispensed, Problem]:
    """Record for a sale that was made what of this can be dispensed; why the rest can't be.

    Of a line no more than the time that its round is for: the next wants a review of its own.
    Locks as ``dispense_lines`` does. ``by`` handed it out. The caller has asked the right.
    """
    terms = _terms(branch_id, given, is_locked=True, within_round=True)
    refused = _refused(terms, given)
    fitting = [one for one in given if one not in refused]
    if fitting:
        _written(terms, fitting, sale_id, by)
    return refused


def refused_dispenses(
    branch_id: UUID, given: Sequence[LineDispensed]
) -> dict[LineDispensed, Problem]:
    """Which of these couldn't be dispensed now, and why; locks and writes nothing."""
    terms = _terms(branch_id, given, is_locked=False, within_round=True)
    return _refused(terms, given)


@dataclass(frozen=True, slots=True)
class _Terms:
    """What decides whether lines may be dispensed; ``stopped`` aren't in this round."""

    today: date
    lines: Mapping[UUID, PrescriptionLine]
    prescriptions: Mapping[UUID, Prescription]
    allowed: Mapping[UUID, UUID | None]
    stopped: Collection[UUID]
    classes: Mapping[UUID, str]
    generics: Mapping[UUID, UUID | None]
    before: Mapping[UUID, int]
    rounds: Mapping[UUID, int] | None
    """What was given of each line in this round; None: it may go on into the next time."""


def _terms(
    branch_id: UUID,
    given: Sequence[LineDispensed],
    *,
    is_locked: bool,
    within_round: bool = False,
) -> _Terms:
    lines, prescriptions = _found(branch_id, {one.line_id for one in given}, is_locked=is_locked)
    products = sorted({one.product_id for one in given})
    allowed, stopped = products_allowed(lines.values())
    return _Terms(
        today=branch_date(branch_id),
        lines=lines,
        prescriptions=prescriptions,
        allowed=allowed,
        stopped=stopped,
        classes=classes_of(products),
        generics=generics_of(products),
        before={key: line.dispensed for key, line in lines.items()},
        rounds=given_in_round(lines) if within_round else None,
    )


def _refused(terms: _Terms, given: Sequence[LineDispensed]) -> dict[LineDispensed, Problem]:
    refused: dict[LineDispensed, Problem] = {}
    for one in given:
        try:
            _check(one, terms)
        except Problem as problem:
            refused[one] = problem
    return refused


def _check(one: LineDispensed, terms: _Terms) -> None:
    """Count it as dispensed of its line. Raises NotFound, PrescriptionJump, DispenseRefused."""
    line = terms.lines.get(one.line_id)
    if line is None:
        raise NotFound(_("This line isn’t on a prescription of this branch. Reload the page."))
    found = terms.prescriptions[line.prescription_id]
    if found.state != READY:
        raise refused_jump(found)
    require_valid(found, terms.today)
    if line.id in terms.stopped:
        raise DispenseRefused(
            _("It was noted why line %(line)s isn’t dispensed. Take that note back first.")
            % {"line": line.position},
            remaining=0,
            why=WhyRefused.NOTED,
        )
    _check_product(line, one.product_id, terms)
    until = last_valid_day(found.written_on, [terms.classes[one.product_id]], terms.today)
    if until is not None and until < terms.today:
        raise DispenseRefused(
            _("The prescription isn’t valid for this product any more. Ask for a new one."),
            remaining=0,
            why=WhyRefused.EXPIRED,
        )
    _take(line, one.quantity, terms)


def _written(
    terms: _Terms, given: Sequence[LineDispensed], sale_id: UUID | None, by: UUID
) -> list[DispenseId]:
    of = {one: terms.prescriptions[terms.lines[one.line_id].prescription_id] for one in given}
    rows = [_row(of[one], one, sale_id, by) for one in given]
    Dispense.objects.bulk_create(rows)
    changed = {one.line_id: terms.lines[one.line_id] for one in given}
    for line in changed.values():
        line.save(update_fields=["dispensed"])
    _note({found.id: found for found in of.values()}, changed, terms.before)
    return [DispenseId(row.id) for row in rows]


def _found(
    branch_id: UUID, line_ids: Collection[UUID], *, is_locked: bool
) -> tuple[Mapping[UUID, PrescriptionLine], Mapping[UUID, Prescription]]:
    """Those of the lines that are the branch's, with their prescriptions."""
    there = PrescriptionLine.objects.filter(id__in=set(line_ids), prescription__branch_id=branch_id)
    ids = set(there.values_list("prescription_id", flat=True))
    rows = Prescription.objects.filter(id__in=ids).order_by("id")
    lines = PrescriptionLine.objects.filter(id__in=set(line_ids), prescription_id__in=ids)
    if is_locked:
        rows, lines = rows.select_for_update(), lines.select_for_update()
    prescriptions = {one.id: as_seen(one) for one in rows}
    return {one.id: one for one in lines.order_by("id")}, prescriptions


def products_allowed(
    lines: Iterable[PrescriptionLine],
) -> tuple[Mapping[UUID, UUID | None], Collection[UUID]]:
    """By line the product that may be given: what was substituted, else its own; None: any.

    Beside it the lines of which it was noted, in their present round, why they aren't dispensed.
    """
    found: dict[UUID, UUID | None] = {one.id: one.product_id for one in lines}
    rows = LineOutcome.objects.filter(
        line_id__in=list(found), ended_at=None, round=F("line__prescription__round")
    )
    stopped = set()
    for one in rows.order_by("at", "id"):
        if one.kind == LineOutcome.Kind.NOT_DISPENSED:
            stopped.add(one.line_id)
        else:
            found[one.line_id] = one.product_id
    return found, stopped


def _check_product(line: PrescriptionLine, product_id: UUID, terms: _Terms) -> None:
    allowed = terms.allowed[line.id]
    is_right = product_id == allowed
    if allowed is None:
        generic_id = terms.generics.get(product_id)
        is_right = line.generic_id is not None and generic_id == line.generic_id
    if not is_right or product_id not in terms.classes:
        raise DispenseRefused(
            _(
                "This isn’t what line %(line)s says. Substitute the medicine with a reason first, "
                "or choose the right product."
            )
            % {"line": line.position},
            remaining=0,
            why=WhyRefused.PRODUCT,
        )


def _take(line: PrescriptionLine, quantity: int, terms: _Terms) -> None:
    """Count the quantity as dispensed of the line. Raises DispenseRefused for too much."""
    authorised = Authorised(line.quantity, line.repeats, line.dispensed)
    left = authorised.now
    if terms.rounds is not None:
        now = line.dispensed - terms.before[line.id]
        left = authorised.left_of_round(terms.rounds.get(line.id, 0) + now)
    if not 0 < quantity <= left:
        raise DispenseRefused(
            _too_much(line, authorised, left, quantity), remaining=left, why=WhyRefused.TOO_MUCH
        )
    line.dispensed += quantity


def given_in_round(line_ids: Collection[UUID]) -> dict[UUID, int]:
    """Base units that stand of these lines in the present round of each."""
    rows = Dispense.objects.filter(
        line_id__in=list(line_ids), round=F("line__prescription__round"), reversed_at=None
    )
    return dict(rows.order_by().values_list("line_id").annotate(units=Sum("quantity")))


def _too_much(line: PrescriptionLine, terms: Authorised, left: int, quantity: int) -> str:
    told = {"line": line.position, "most": left, "repeats": terms.repeats}
    if quantity < 1:
        return _("Enter a quantity of at least 1.")
    if terms.remaining == 0:
        words = _(
            "Line %(line)s was dispensed in full, with its %(repeats)s repeats. Ask for a new "
            "prescription."
        )
        return words % told
    if left == 0:
        words = _(
            "Line %(line)s was dispensed already. A repeat is reviewed first in the back office."
        )
        return words % told
    words = _("At most %(most)s base units of line %(line)s can be dispensed now.")
    return words % told


def _row(found: Prescription, one: LineDispensed, sale_id: UUID | None, by: UUID) -> Dispense:
    return Dispense(
        id=new_id(),
        line_id=one.line_id,
        branch_id=found.branch_id,
        product_id=one.product_id,
        quantity=one.quantity,
        round=found.round,
        sale_id=sale_id,
        dispensed_at=clock.now(),
        dispensed_by=by,
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
        announce_dispensed(found, [one.id for one in changed])


def announce_dispensed(found: Prescription, line_ids: Iterable[UUID]) -> None:
    """Tell that what stands as dispensed of these lines isn't what it was."""
    current_unit().announce(
        PrescriptionDispensed(
            subject=str(found.id),
            branch_id=found.branch_id,
            data={"line_ids": sorted(line_ids)},
        )
    )
