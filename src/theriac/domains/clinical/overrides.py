"""Alerts that stop are answered by a pharmacist: the action, and answers as rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor, ActorKind
from theriac.core.approval.actions import ApprovalAction, Measure, declare_action
from theriac.core.approval.demand import demand_approval
from theriac.core.command import current_unit
from theriac.core.ids import new_id
from theriac.domains.clinical.models import AnsweredAlert
from theriac.domains.clinical.permissions import OVERRIDE_STOP
from theriac.domains.clinical.problems import AnswerUnfit
from theriac.domains.clinical.rules.answers import AlertAnswer, content_of_answer, rule_told
from theriac.domains.clinical.rules.kinds import Tier

OVERRIDE = declare_action(
    ApprovalAction(
        code="clinical.override",
        title=gettext_lazy("Dispense in spite of a safety alert"),
        explanation=gettext_lazy("For alerts that say stop. The pharmacist takes responsibility."),
        approver=OVERRIDE_STOP,
        measure=Measure.ALWAYS,
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AnsweredBy:
    """Who answers for an alert; with a second person's approval it is them."""

    asked_by: UUID
    answered_by: UUID
    approval_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnsweredSubject:
    """What the answers belong to: the sale or prescription, where and when."""

    kind: AnsweredAlert.Subject
    id: UUID
    branch_id: UUID
    answered_at: datetime

    @classmethod
    def of_sale(cls, sale_id: UUID, branch_id: UUID, sold_at: datetime) -> AnsweredSubject:
        """A sale."""
        kind = AnsweredAlert.Subject.SALE
        return cls(kind=kind, id=sale_id, branch_id=branch_id, answered_at=sold_at)

    @classmethod
    def of_prescription(
        cls, prescription_id: UUID, branch_id: UUID, approved_at: datetime
    ) -> AnsweredSubject:
        """A prescription, at the instant of the approval that the answers are given with."""
        kind = AnsweredAlert.Subject.PRESCRIPTION
        return cls(kind=kind, id=prescription_id, branch_id=branch_id, answered_at=approved_at)


def may_override(actor: Actor, branch_id: UUID) -> bool:
    """Whether somebody answers an alert that stops by themselves: a person who has the right."""
    return actor.kind is ActorKind.PERSON and actor.may(OVERRIDE_STOP, branch_id)


def demand_answer(
    actor: Actor,
    branch_id: UUID,
    answer: AlertAnswer,
    approval_id: UUID | None,
    *,
    bound_to: Mapping[str, str] | None = None,
) -> AnsweredBy:
    """Who answers for it, in the running command; the approval that it needs is used up.

    ``bound_to`` stands in what is approved, so that the yes is to nothing else.
    Raises AnswerUnfit, ApprovalNeeded, ApprovalUnfit.
    """
    if not answer.is_sound:
        raise AnswerUnfit(
            _("Choose a reason for this alert. With “another reason”, write a note."),
            field="alert_answers",
        )
    if answer.tier is not Tier.STOP or may_override(actor, branch_id):
        return AnsweredBy(asked_by=actor.id, answered_by=actor.id)
    approval = demand_approval(
        OVERRIDE,
        branch_id=branch_id,
        content={**(bound_to or {}), **content_of_answer(answer)},
        requested_by=actor.id,
        approval_id=approval_id,
    )
    return AnsweredBy(asked_by=actor.id, answered_by=approval.approved_by, approval_id=approval.id)


def keep_answers(
    subject: AnsweredSubject, answers: Sequence[tuple[AlertAnswer, AnsweredBy]]
) -> None:
    """Write them with what the running command writes; nothing where there is none."""
    if not answers:
        return
    moment = clock.now()
    rows = [
        AnsweredAlert(
            id=new_id(),
            branch_id=subject.branch_id,
            subject_kind=subject.kind,
            subject_id=subject.id,
            check_kind=answer.check.value,
            rule=rule_told(answer.check, answer.rule),
            tier=int(answer.tier),
            set_name=answer.set_name,
            edition=answer.edition,
            product_ids=[str(one) for one in answer.products],
            reason=answer.reason,
            note=answer.note,
            asked_by=by.asked_by,
            answered_by=by.answered_by,
            approval_id=by.approval_id,
            answered_at=subject.answered_at,
            recorded_at=moment,
        )
        for answer, by in answers
    ]
    current_unit().writes.add([(AnsweredAlert, rows)])
