"""Alerts that stop want an answer before medicines go out: what was given, or a refusal.

Sales and prescriptions ask here with the alerts that they found, and keep what comes back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from theriac.core.actor import Actor
from theriac.domains.clinical.commands.check import without_words
from theriac.domains.clinical.overrides import AnsweredBy, demand_answer, may_override
from theriac.domains.clinical.problems import AlertsUnanswered
from theriac.domains.clinical.rules.answers import (
    REASONS,
    AlertAnswer,
    AnswerGiven,
    answer_to,
    is_answered,
    is_given_to,
    products_of,
    rule_told,
    unanswered,
)
from theriac.domains.clinical.rules.results import Alert
from theriac.domains.clinical.words import in_language
from theriac.domains.patients.permissions import VIEW_CLINICAL

Answered = list[tuple[AlertAnswer, AnsweredBy]]


@dataclass(frozen=True, slots=True, kw_only=True)
class GoingOut:
    """Medicines that are about to go out: by whom, where, and the answers that came with them.

    ``onward`` is the sentence that says what to do about an alert that nobody answered. A second
    person approves an answer for what ``bound_to`` names alone.
    """

    actor: Actor
    branch_id: UUID
    given: Sequence[AnswerGiven]
    onward: str
    bound_to: Mapping[str, str] = field(default_factory=dict)
    holding: Sequence[AlertAnswer] = ()
    """Answers that were given and kept before, and hold for what goes out now."""


def answers_demanded(out: GoingOut, alerts: Sequence[Alert]) -> Answered:
    """The answers to be kept with what goes out, in the running command; approvals are used up.

    An answer to an alert that isn't there counts for nothing. Raises AlertsUnanswered with what
    would answer each, AnswerUnfit, ApprovalNeeded, ApprovalUnfit.
    """
    found: Answered = []
    for one in out.given:
        met = next((alert for alert in alerts if is_given_to(alert, one)), None)
        if met is None or any(is_answered(met, [answer]) for answer, _by in found):
            continue
        answer = answer_to(met, one.reason, one.note)
        by = demand_answer(out.actor, out.branch_id, answer, one.approval_id, bound_to=out.bound_to)
        found.append((answer, by))
    open_alerts = unanswered(alerts, [*out.holding, *(answer for answer, _by in found)])
    if open_alerts:
        raise _refusal(out, open_alerts)
    return found


def _refusal(out: GoingOut, alerts: Sequence[Alert]) -> AlertsUnanswered:
    if not out.actor.may(VIEW_CLINICAL, out.branch_id):
        alerts = [without_words(one) for one in alerts]
    own = may_override(out.actor, out.branch_id)
    first, more = alerts[0], len(alerts) - 1
    own_medicines = sorted(
        (one for one in first.medicines if not one.is_active), key=lambda one: one.id
    )
    names = " + ".join(dict.fromkeys(one.name for one in own_medicines))
    detail = _("%(products)s: %(said)s") % {"products": names, "said": in_language(first.said)}
    if more:
        detail += " " + ngettext(
            "%(count)s other alert needs an answer too.",
            "%(count)s other alerts need an answer too.",
            more,
        ) % {"count": more}
    return AlertsUnanswered(
        f"{detail} {out.onward}",
        field="alert_answers",
        alerts=[_told(one, own=own) for one in alerts],
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
