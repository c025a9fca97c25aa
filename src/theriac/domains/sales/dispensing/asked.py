"""Whether lines of a counter's basket may be sold on their prescriptions, before they are paid.

Nothing is locked or written: a push asks again, with the prescriptions locked.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from theriac.core import clock
from theriac.core.problems import NotPermitted, Problem, Unprocessable
from theriac.domains.accounts.queries.actors import actors_of
from theriac.domains.catalog.queries.names import product_names
from theriac.domains.organisation.queries.selling_point import SellingPoint
from theriac.domains.prescriptions.dispenses.lines import refused_dispenses
from theriac.domains.prescriptions.dispenses.terms import LineDispensed
from theriac.domains.prescriptions.permissions import VIEW_PRESCRIPTIONS
from theriac.domains.prescriptions.problems import PrescriptionJump
from theriac.domains.prescriptions.queries.for_sale import PrescribedLine, prescribed_lines
from theriac.domains.prescriptions.rules.states import READY
from theriac.domains.prescriptions.words import STATE_WORDS
from theriac.domains.sales.problems import ExpiresTooSoon
from theriac.domains.sales.queries.basket_check import AskedLine, Fallen
from theriac.domains.stock.queries.sellable import named_batches


@dataclass(frozen=True, slots=True)
class CheckedPrescriptions:
    """The lines with what their prescriptions approve, and those that don't stand."""

    lines: Sequence[AskedLine]
    fallen: Sequence[Fallen]


def check_prescriptions(
    point: SellingPoint, person_id: UUID, lines: Sequence[AskedLine], patient_id: UUID | None
) -> CheckedPrescriptions:
    """Ask for the lines that name one of a prescription; reads nothing where none does.

    ``patient_id``: whom the basket names, as far as that could be opened.
    """
    named = {one.prescription_line_id for one in lines if one.prescription_line_id}
    if not named:
        return CheckedPrescriptions(lines, [])
    seller = actors_of([person_id]).get(person_id)
    if seller is None or not seller.may(VIEW_PRESCRIPTIONS, point.branch_id):
        problem = NotPermitted(
            _("You don’t have permission to sell on a prescription here. Ask a pharmacist.")
        )
        mine = [one for one in lines if one.prescription_line_id]
        return CheckedPrescriptions(lines, [Fallen(one.position, problem) for one in mine])
    known = prescribed_lines(point.branch_id, named)
    problems = _problems(point, lines, known, patient_id)
    fallen = {one.position: Fallen(one.position, problem) for one, problem in problems}
    return CheckedPrescriptions(
        [_approved(one, known) for one in lines], [fallen[key] for key in sorted(fallen)]
    )


def _approved(line: AskedLine, known: Mapping[UUID, PrescribedLine]) -> AskedLine:
    key = line.prescription_line_id
    if key is None or key not in known or line.permitted_by is None:
        return line
    return replace(line, is_approved=known[key].approved_by == line.permitted_by)


def _problems(
    point: SellingPoint,
    lines: Sequence[AskedLine],
    known: Mapping[UUID, PrescribedLine],
    patient_id: UUID | None,
) -> Iterator[tuple[AskedLine, Problem]]:
    """What is wrong with lines; of what is said twice of one, the last counts."""
    yield from _too_soon(point, lines, known)
    asked = _asked(lines)
    for one, problem in refused_dispenses(point.branch_id, list(asked)).items():
        yield asked[one], _at_the_counter(problem)
    for line in lines:
        key = line.prescription_line_id
        if key is not None and key in known and patient_id not in known[key].patient_ids:
            yield (
                line,
                Unprocessable(
                    _(
                        "The prescription is another patient’s. Sell it apart, or choose its "
                        "patient."
                    )
                ),
            )


def _at_the_counter(problem: Problem) -> Problem:
    """The same in words for who has the basket before them."""
    if not isinstance(problem, PrescriptionJump) or problem.facts.get("state") == READY:
        return problem
    state = STATE_WORDS[str(problem.facts["state"])]
    words = _("The prescription is “%(state)s”. Remove its lines, or ask a pharmacist.")
    return PrescriptionJump(words % {"state": state}, state=problem.facts["state"])


def _asked(lines: Sequence[AskedLine]) -> dict[LineDispensed, AskedLine]:
    """What would be dispensed, with the first line of each."""
    units: dict[tuple[UUID, UUID], list[AskedLine]] = defaultdict(list)
    for line in lines:
        if line.prescription_line_id is not None:
            units[line.prescription_line_id, line.product_id].append(line)
    return {
        LineDispensed(*key, sum(one.quantity for one in some)): some[0]
        for key, some in units.items()
    }


def _too_soon(
    point: SellingPoint, lines: Sequence[AskedLine], known: Mapping[UUID, PrescribedLine]
) -> Iterator[tuple[AskedLine, Problem]]:
    mine = [one for one in lines if one.prescription_line_id in known]
    wanted = {batch_id for line in mine for batch_id, _units in line.takes}
    batches = named_batches(point.branch_id, wanted)
    today = clock.today(point.time_zone)
    for line in mine:
        days = known[line.prescription_line_id].days if line.prescription_line_id else 0
        first = min(
            (
                batch.expires_on
                for batch_id, _units in line.takes
                if (batch := batches.get(batch_id)) and batch.expires_on
            ),
            default=None,
        )
        if days and first and first < today + timedelta(days=days):
            name = product_names([line.product_id]).get(line.product_id, "")
            yield (
                line,
                ExpiresTooSoon.of(
                    product_id=line.product_id, product=name, days=days, position=line.position
                ),
            )
