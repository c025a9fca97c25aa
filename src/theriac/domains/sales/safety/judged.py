"""The safety alerts of a pushed sale: what was answered, and the case of what wasn't.

The goods left the shop, so nothing is refused. An alert that stops by the sets of the server, and
that nobody answered who may, marks the sale with a case.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from theriac.core.problems import Problem
from theriac.domains.clinical.directions import DoseSaid
from theriac.domains.clinical.overrides import (
    OVERRIDE,
    AnsweredBy,
    AnsweredSubject,
    keep_answers,
    may_override,
)
from theriac.domains.clinical.queries.doors import alerts_at_door
from theriac.domains.clinical.rules.answers import (
    AlertAnswer,
    answer_to,
    content_of_answer,
    rule_told,
    unanswered,
)
from theriac.domains.clinical.rules.kinds import Tier
from theriac.domains.organisation.ids import BranchId
from theriac.domains.patients.commands.open import HealthForCheck, read_for_check
from theriac.domains.patients.ids import PatientId
from theriac.domains.sales.models import DiscrepancyCase
from theriac.domains.sales.pushes.approval import ApprovalWanted, named_approval, why_not_approved
from theriac.domains.sales.pushes.books import Disagreement, KnownBooks
from theriac.domains.sales.pushes.sale import PushedApproval, PushedSale
from theriac.domains.sales.safety.sent import AnswerSent, answer_in

MOST_TOLD = 20
"""Alerts that a case names."""


@dataclass(slots=True)
class JudgedSafety:
    """The answers to be kept, and at most one case."""

    answers: list[tuple[AlertAnswer, AnsweredBy]] = field(default_factory=list)
    faults: list[dict[str, Any]] = field(default_factory=list)

    @property
    def cases(self) -> list[Disagreement]:
        """One for the sale, however many alerts nobody answered."""
        if not self.faults:
            return []
        facts = {"why": self.faults[0]["why"], "alerts": self.faults[:MOST_TOLD]}
        return [Disagreement(DiscrepancyCase.Kind.SAFETY, facts=facts)]


def judge_safety(
    pushed: PushedSale, books: KnownBooks, reviewed: Sequence[AlertAnswer] = ()
) -> JudgedSafety:
    """What was answered and what wasn't; uses the approvals up.

    What the reviews of its prescriptions answered (``reviewed``) is kept with those.
    Reads a patient's record in the name of who sold, where one is named.
    """
    judged = JudgedSafety()
    sound: list[AlertAnswer] = list(reviewed)
    for sent in pushed.answers:
        answer = answer_in(sent)
        if answer is None:
            continue
        by, why = _given(pushed, books, sent, answer)
        judged.answers.append((answer, by))
        if why:
            judged.faults.append(_told(answer, why))
        sound.append(answer)
    goods = {key: product.contents for key, product in books.products.items()}
    doses = doses_in(pushed)
    alerts = alerts_at_door(goods, _health(pushed, books), books.place.today, doses)
    judged.faults += [_told(answer_to(one, ""), "unanswered") for one in unanswered(alerts, sound)]
    return judged


def doses_in(pushed: PushedSale) -> Mapping[UUID, Sequence[DoseSaid]]:
    """How the products are taken, by line; of a line that is in parts its first says it."""
    found: dict[UUID, list[DoseSaid]] = {}
    for line in pushed.lines:
        if line.dose and line.part_of in {None, line.position}:
            found.setdefault(line.product_id, []).append(line.dose)
    return found


def keep_judged(pushed: PushedSale, books: KnownBooks, judged: JudgedSafety) -> None:
    """Write the answers with the sale."""
    subject = AnsweredSubject.of_sale(pushed.id, books.place.point.branch_id, pushed.occurred_at)
    keep_answers(subject, judged.answers)


def _given(
    pushed: PushedSale, books: KnownBooks, sent: AnswerSent, answer: AlertAnswer
) -> tuple[AnsweredBy, str]:
    """Who answers for it, and why that doesn't hold ("" where it does)."""
    own = AnsweredBy(asked_by=pushed.person_id, answered_by=pushed.person_id)
    if not answer.is_sound:
        return own, "reason"
    if answer.tier is not Tier.STOP:
        return own, ""
    seller = books.people.get(pushed.person_id)
    if seller is not None and may_override(seller, books.place.point.branch_id):
        return own, ""
    given = _approval(sent)
    wanted = ApprovalWanted(OVERRIDE, content_of_answer(answer, pushed.id))
    why = why_not_approved(pushed, books, given, wanted)
    if why or given is None:
        return own, why or "missing"
    by = AnsweredBy(asked_by=pushed.person_id, answered_by=given.approved_by, approval_id=given.id)
    return by, ""


def _approval(sent: AnswerSent) -> PushedApproval | None:
    if sent.approval_id is None:
        return None
    if sent.approved_by is None or sent.approved_at is None:
        return named_approval(sent.approval_id)
    return PushedApproval(
        id=sent.approval_id,
        approved_by=sent.approved_by,
        approved_at=sent.approved_at,
        reason=sent.note or sent.reason,
        sealed=sent.sealed,
    )


def _health(pushed: PushedSale, books: KnownBooks) -> HealthForCheck | None:
    """What the record says against medicines; None where who sold may not have it read."""
    seller = books.people.get(pushed.person_id)
    if pushed.patient_id is None or not books.is_patient_known or seller is None:
        return None
    try:
        return read_for_check(
            actor=seller,
            branch_id=BranchId(books.place.point.branch_id),
            patient_id=PatientId(pushed.patient_id),
        )
    except Problem:
        return None


def _told(answer: AlertAnswer, why: str) -> dict[str, Any]:
    """What the case says of an alert: of a check of a person no rule of it."""
    return {
        "check": answer.check.value,
        "rule": rule_told(answer.check, answer.rule),
        "why": why,
        "product_ids": list(answer.products),
    }
