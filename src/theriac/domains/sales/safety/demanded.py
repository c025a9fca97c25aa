"""The safety alerts of a program's sale: one that stops refuses it until somebody answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from theriac.core.actor import Actor
from theriac.domains.catalog.queries.generics import ProductContents
from theriac.domains.catalog.queries.sale_facts import ProductFact
from theriac.domains.clinical.counts import count_answered
from theriac.domains.clinical.demanded import Answered, GoingOut, answers_demanded
from theriac.domains.clinical.directions import DoseSaid
from theriac.domains.clinical.queries.doors import alerts_at_door
from theriac.domains.clinical.rules.answers import AlertAnswer, AnswerGiven
from theriac.domains.clinical.rules.results import Alert
from theriac.domains.organisation.ids import BranchId
from theriac.domains.patients.commands.open import read_for_check
from theriac.domains.patients.ids import PatientId
from theriac.domains.sales.checkout.drafts import SaleDraft
from theriac.domains.sales.checkout.place import SaleContext


@dataclass(frozen=True, slots=True)
class SafetyAsked:
    """Who sells what to whom, and the answers that came with it."""

    actor: Actor
    branch_id: UUID
    terminal_id: UUID
    today: date
    patient_id: UUID | None
    given: Sequence[AnswerGiven]
    reviewed: Sequence[AlertAnswer] = ()
    doses: Mapping[UUID, Sequence[DoseSaid]] = field(default_factory=dict)

    @classmethod
    def of(cls, actor: Actor, place: SaleContext, draft: SaleDraft) -> SafetyAsked:
        """What the draft asks at its place."""
        branch_id = place.point.branch_id
        doses: dict[UUID, list[DoseSaid]] = {}
        for item in draft.items:
            if item.dose:
                doses.setdefault(item.product_id, []).append(item.dose)
        return cls(
            actor,
            branch_id,
            place.point.terminal_id,
            place.today,
            draft.patient_id,
            draft.answers,
            draft.reviewed,
            doses,
        )


def demand_answers(asked: SafetyAsked, products: Mapping[UUID, ProductFact]) -> Answered:
    """The answers to be kept with the sale; approvals are used up.

    Reads nothing for an anonymous basket as a rule; for a patient their record, in the actor's
    name. Raises AlertsUnanswered with what would answer each, AnswerUnfit, ApprovalNeeded,
    ApprovalUnfit, and what ``read_for_check`` does.
    """
    goods = {key: product.contents for key, product in products.items()}
    onward = _(
        "Leave a medicine out, or answer each alert in `alert_answers` with a pharmacist’s reason."
    )
    out = GoingOut(
        actor=asked.actor,
        branch_id=asked.branch_id,
        given=asked.given,
        onward=onward,
        holding=asked.reviewed,
    )
    found = answers_demanded(out, _alerts(asked, goods))
    if found:
        count_answered(asked.branch_id, asked.terminal_id, [answer for answer, _by in found])
    return found


def _alerts(asked: SafetyAsked, goods: Mapping[UUID, ProductContents]) -> Sequence[Alert]:
    health = None
    if asked.patient_id is not None:
        health = read_for_check(
            actor=asked.actor,
            branch_id=BranchId(asked.branch_id),
            patient_id=PatientId(asked.patient_id),
        )
    return alerts_at_door(goods, health, asked.today, asked.doses)
