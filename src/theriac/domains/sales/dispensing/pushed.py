"""A sale on prescriptions that a counter made already: what of it is dispensed, and what isn't.

The goods left the shop, so nothing is refused: what its prescription doesn't allow by now is booked
with a case that says both versions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from theriac.core.actor import Actor
from theriac.core.problems import NotFound, Problem
from theriac.domains.clinical.rules.answers import AlertAnswer, still_reviewed
from theriac.domains.prescriptions.dispenses.lines import dispense_fitting
from theriac.domains.prescriptions.dispenses.terms import LineDispensed
from theriac.domains.prescriptions.permissions import VIEW_PRESCRIPTIONS
from theriac.domains.prescriptions.problems import DispenseRefused, PrescriptionJump
from theriac.domains.prescriptions.queries.answers import answers_at_review
from theriac.domains.prescriptions.queries.for_sale import PrescribedLine, prescribed_lines
from theriac.domains.prescriptions.rules.states import READY
from theriac.domains.sales.pushes.books import Disagreement, Kind, KnownBooks
from theriac.domains.sales.pushes.lines import PushedLine
from theriac.domains.sales.pushes.sale import PushedSale

NOT_PERMITTED, OTHER_PATIENT, UNKNOWN = "not_permitted", "patient", "unknown"
NOT_READY, EXPIRED, TOO_SOON = "state", "expired", "expires_too_soon"


@dataclass(frozen=True, slots=True)
class OnPrescriptions:
    """What a pushed sale names of prescriptions, by the line's id; nothing for an ordinary sale.

    ``lines`` are those that who sold may sell on, for their own patient; ``refused`` says of the
    others why not, and ``known`` has what the books know of all.
    """

    lines: Mapping[UUID, PrescribedLine] = field(default_factory=dict)
    refused: Mapping[UUID, str] = field(default_factory=dict)
    known: Mapping[UUID, PrescribedLine] = field(default_factory=dict)
    reviewed: Sequence[AlertAnswer] = ()
    """What their reviews answered."""


def on_prescriptions(pushed: PushedSale, branch_id: UUID, seller: Actor | None) -> OnPrescriptions:
    """What the sale names; reads nothing where it names none."""
    named = {one.prescription_line_id for one in pushed.lines if one.prescription_line_id}
    if not named:
        return OnPrescriptions()
    known = prescribed_lines(branch_id, named)
    refused: dict[UUID, str] = {}
    for key in named:
        if key not in known:
            refused[key] = UNKNOWN
        elif pushed.patient_id not in known[key].patient_ids:
            refused[key] = OTHER_PATIENT
        elif seller is None or not seller.may(VIEW_PRESCRIPTIONS, branch_id):
            refused[key] = NOT_PERMITTED
    lines = {key: one for key, one in known.items() if key not in refused}
    answers = answers_at_review({one.prescription_id for one in lines.values()}) if lines else {}
    reviewed = still_reviewed(
        (one for some in answers.values() for one in some),
        ((one.product_id, _paper_of(one, known)) for one in pushed.lines if one.dose),
    )
    return OnPrescriptions(lines, refused, known, reviewed)


def _paper_of(line: PushedLine, known: Mapping[UUID, PrescribedLine]) -> UUID | None:
    of = known.get(line.prescription_line_id) if line.prescription_line_id else None
    return of.prescription_id if of else None


def dispense_pushed(
    pushed: PushedSale, books: KnownBooks, named: OnPrescriptions
) -> list[Disagreement]:
    """Record the dispenses of the running sale; one case for each line that isn't dispensed.

    Of two who sold the last of a line the second's goes unrecorded, with its case.
    """
    sold = _sold(pushed)
    if not sold:
        return []
    given = [one for one in sold if one.line_id in named.lines]
    refused = (
        dispense_fitting(books.place.point.branch_id, given, sale_id=pushed.id, by=pushed.person_id)
        if given
        else {}
    )
    cases = [_case(one, lines, refused.get(one), named) for one, lines in sold.items()]
    dispensed = [lines for one, lines in sold.items() if one in given and one not in refused]
    return [*filter(None, cases), *_too_soon(dispensed, books, named)]


def _sold(pushed: PushedSale) -> dict[LineDispensed, list[PushedLine]]:
    """What is to be dispensed, with the sale's lines that hold it."""
    lines: dict[tuple[UUID, UUID], list[PushedLine]] = defaultdict(list)
    for one in pushed.lines:
        if one.prescription_line_id is not None:
            lines[one.prescription_line_id, one.product_id].append(one)
    return {
        LineDispensed(*key, sum(one.quantity for one in some)): some
        for key, some in sorted(lines.items())
    }


def _case(
    one: LineDispensed,
    lines: Sequence[PushedLine],
    problem: Problem | None,
    named: OnPrescriptions,
) -> Disagreement | None:
    """What was sold beside what the prescription allows; None where it was dispensed."""
    why = named.refused.get(one.line_id) or (_why(problem) if problem else "")
    if not why:
        return None
    known = named.known.get(one.line_id)
    facts: dict[str, Any] = {
        "why": why,
        "prescription_line_id": one.line_id,
        "product_id": one.product_id,
        "sold": one.quantity,
        "prescription_id": known.prescription_id if known else None,
        "prescription": known.code if known else None,
        "state": known.state if known else None,
        "remaining": problem.facts.get("remaining") if problem else None,
    }
    if isinstance(problem, PrescriptionJump):
        facts["state"] = problem.facts["state"]
    return Disagreement(Kind.DISPENSE, lines[0], facts=facts)


def _why(problem: Problem) -> str:
    if isinstance(problem, DispenseRefused):
        return str(problem.facts["why"])
    if isinstance(problem, NotFound):
        return UNKNOWN
    is_ready = problem.facts.get("state") == READY
    return EXPIRED if is_ready else NOT_READY


def _too_soon(
    dispensed: Sequence[Sequence[PushedLine]], books: KnownBooks, named: OnPrescriptions
) -> list[Disagreement]:
    """One case for each line that went out in batches that don't outlive the therapy."""
    found = []
    for line in (one for lines in dispensed for one in lines):
        known = named.lines[line.prescription_line_id] if line.prescription_line_id else None
        days = max(line.min_days, known.days if known else 0)
        expiries = [
            batch.expires_on
            for share in line.allocations
            if (batch := books.batches.get(share.batch_id)) and batch.expires_on
        ]
        first: date | None = min(expiries, default=None)
        if known and days and first and first < books.place.today + timedelta(days=days):
            facts = {
                "why": TOO_SOON,
                "prescription_line_id": known.id,
                "prescription_id": known.prescription_id,
                "prescription": known.code,
                "expires_on": first,
                "days": days,
            }
            found.append(Disagreement(Kind.DISPENSE, line, facts=facts))
    return found
