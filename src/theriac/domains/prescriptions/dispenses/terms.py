"""What decides whether lines of prescriptions may be dispensed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import F, Sum
from django.utils.translation import gettext as _

from theriac.core.problems import NotFound
from theriac.domains.catalog.queries.generics import generics_of
from theriac.domains.organisation.queries.branches import branch_date
from theriac.domains.prescriptions.models import (
    Dispense,
    LineOutcome,
    Prescription,
    PrescriptionLine,
)
from theriac.domains.prescriptions.problems import DispenseRefused, WhyRefused
from theriac.domains.prescriptions.rules.fills import Authorised
from theriac.domains.prescriptions.rules.states import READY
from theriac.domains.prescriptions.standing import as_seen, refused_jump
from theriac.domains.prescriptions.validity import (
    NO_COPY,
    NO_REPEAT,
    allows_copies,
    allows_repeats,
    classes_of,
    last_valid_day,
    require_valid,
)


@dataclass(frozen=True, slots=True)
class LineDispensed:
    """So many base units of a product, of a line."""

    line_id: UUID
    product_id: UUID
    quantity: int


@dataclass(frozen=True, slots=True)
class DispenseTerms:
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


def terms_of(
    branch_id: UUID,
    given: Sequence[LineDispensed],
    *,
    is_locked: bool,
    within_round: bool = False,
) -> DispenseTerms:
    """What decides of these now; ``within_round``: only what this round is for, no next time."""
    lines, prescriptions = _found(branch_id, {one.line_id for one in given}, is_locked=is_locked)
    products = sorted({one.product_id for one in given})
    allowed, stopped = products_allowed(lines.values())
    return DispenseTerms(
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


def require_dispensable(one: LineDispensed, terms: DispenseTerms) -> None:
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
    if found.is_copy and not allows_copies([terms.classes[one.product_id]]):
        raise DispenseRefused(NO_COPY, remaining=0, why=WhyRefused.PRODUCT)
    until = last_valid_day(found.written_on, [terms.classes[one.product_id]], terms.today)
    if until is not None and until < terms.today:
        raise DispenseRefused(
            _("The prescription isn’t valid for this product any more. Ask for a new one."),
            remaining=0,
            why=WhyRefused.EXPIRED,
        )
    _refuse_repeat(line, one, terms)
    _take(line, one.quantity, terms)


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


def _check_product(line: PrescriptionLine, product_id: UUID, terms: DispenseTerms) -> None:
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


def _refuse_repeat(line: PrescriptionLine, one: LineDispensed, terms: DispenseTerms) -> None:
    """Raise DispenseRefused where a controlled product would go out as a line's repeat."""
    left = line.quantity - line.dispensed
    if line.repeats and one.quantity > left and not allows_repeats([terms.classes[one.product_id]]):
        raise DispenseRefused(NO_REPEAT, remaining=max(0, left), why=WhyRefused.TOO_MUCH)


def _take(line: PrescriptionLine, quantity: int, terms: DispenseTerms) -> None:
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
