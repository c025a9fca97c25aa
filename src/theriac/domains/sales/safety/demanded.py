"""The safety alerts of a program's sale: one that stops refuses it until somebody answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from theriac.core.actor import Actor
from theriac.domains.catalog.queries.generics import ProductContents
from theriac.domains.catalog.queries.sale_facts import ProductFact
from theriac.domains.clinical.commands.check import without_words
from theriac.domains.clinical.overrides import AnsweredBy, demand_answer, may_override
from theriac.domains.clinical.problems import AlertsUnanswered
from theriac.domains.clinical.queries.doors import alerts_at_door
from theriac.domains.clinical.rules.answers import (
    REASONS,
    AlertAnswer,
    answer_to,
    is_answered,
    products_of,
    rule_told,
    unanswered,
)
from theriac.domains.clinical.rules.results import Alert
from theriac.domains.clinical.words import in_language
from theriac.domains.organisation.ids import BranchId
from theriac.domains.patients.commands.open import read_for_check
from theriac.domains.patients.ids import PatientId
from theriac.domains.patients.permissions import VIEW_CLINICAL
from theriac.domains.sales.checkout.drafts import AnswerGiven, SaleDraft
from theriac.domains.sales.checkout.place import SaleContext

Answered = list[tuple[AlertAnswer, AnsweredBy]]


@dataclass(frozen=True, slots=True)
class SafetyAsked:
    """Who sells what to whom, and the answers that came with it."""

    actor: Actor
    branch_id: UUID
    today: date
    patient_id: UUID | None
    given: Sequence[AnswerGiven]

    @classmethod
    def of(cls, actor: Actor, place: SaleContext, draft: SaleDraft) -> SafetyAsked:
        """What the draft asks at its place."""
        branch_id = place.point.branch_id
        return cls(actor, branch_id, place.today, draft.patient_id, draft.answers)


def demand_answers(asked: SafetyAsked, products: Mapping[UUID, ProductFact]) -> Answered:
    """The answers to be kept with the sale; approvals are used up.

    Reads nothing for an anonymous basket as a rule; for a patient their record, in the actor's
    name. Raises AlertsUnanswered with what would answer each, AnswerUnfit, ApprovalNeeded,
    ApprovalUnfit, and what ``read_for_check`` does.
    """
    goods = {key: product.contents for key, product in products.items()}
    alerts = _alerts(asked, goods)
    found: Answered = []
    for one in asked.given:
        met = next((alert for alert in alerts if _is_of(alert, one)), None)
        if met is None or any(is_answered(met, [answer]) for answer, _by in found):
            continue
        answer = answer_to(met, one.reason, one.note)
        by = demand_answer(asked.actor, asked.branch_id, answer, one.approval_id)
        found.append((answer, by))
    open_alerts = unanswered(alerts, [answer for answer, _by in found])
    if open_alerts:
        raise _refusal(asked, goods, open_alerts)
    return found


def _alerts(asked: SafetyAsked, goods: Mapping[UUID, ProductContents]) -> Sequence[Alert]:
    health = None
    if asked.patient_id is not None:
        health = read_for_check(
            actor=asked.actor,
            branch_id=BranchId(asked.branch_id),
            patient_id=PatientId(asked.patient_id),
        )
    return alerts_at_door(goods, health, asked.today)


def _is_of(alert: Alert, given: AnswerGiven) -> bool:
    """Whether the answer is to this alert; who may not read records knows its check alone."""
    same = (given.check, tuple(sorted(given.product_ids))) == (
        alert.check.value,
        products_of(alert),
    )
    return same and given.rule in (alert.rule, rule_told(alert.check, alert.rule))


def _refusal(
    asked: SafetyAsked, goods: Mapping[UUID, ProductContents], alerts: Sequence[Alert]
) -> AlertsUnanswered:
    if not asked.actor.may(VIEW_CLINICAL, asked.branch_id):
        alerts = [without_words(one) for one in alerts]
    own = may_override(asked.actor, asked.branch_id)
    first = alerts[0]
    names = " + ".join(goods[key].name for key in products_of(first))
    more = len(alerts) - 1
    detail = _("%(products)s: %(said)s") % {
        "products": names,
        "said": in_language(first.said),
    }
    if more:
        detail += " " + ngettext(
            "%(count)s other alert stops the sale too.",
            "%(count)s other alerts stop the sale too.",
            more,
        ) % {"count": more}
    detail += " " + _(
        "Leave a medicine out, or answer each alert in `alert_answers` with a pharmacist’s reason."
    )
    return AlertsUnanswered(
        detail, field="alert_answers", alerts=[_told(one, own=own) for one in alerts]
    )


def _told(alert: Alert, *, own: bool) -> dict[str, Any]:
    return {
        "check": alert.check.value,
        "tier": int(alert.tier),
        "rule": rule_told(alert.check, alert.rule),
        "product_ids": list(products_of(alert)),
        "subjects": list(alert.subjects),
        "said": in_language(alert.said),
        "to_do": in_language(alert.to_do),
        "source": alert.source,
        "set": alert.of.name if alert.of else "",
        "edition": alert.of.edition if alert.of else "",
        "reasons": [one.value for one in REASONS[alert.tier]],
        "needs_approval": not own,
    }
