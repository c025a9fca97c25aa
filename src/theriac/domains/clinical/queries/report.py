"""How alerts are met: shown, answered and heeded by rule, with reasons and people, over months."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db.models import Count

from theriac.core.actor import Actor
from theriac.core.query import query
from theriac.domains.clinical.models import AnsweredAlert, RuleWeight
from theriac.domains.clinical.permissions import MANAGE_KNOWLEDGE
from theriac.domains.clinical.queries.counts import counted_by_rule, counted_rules
from theriac.domains.clinical.queries.knowledge import standing_weights
from theriac.domains.clinical.rules.kinds import CheckKind, Tier
from theriac.domains.clinical.rules.weights import RuleName

MOST_ROWS = 5_000
"""Rules by reasons and people: more than a pharmacy of a hundred people answers for in a year."""
WHOLE = 10_000
"""Basis points."""


@dataclass(slots=True)
class RuleAnswers:
    """How one rule's alerts were met; ``tier`` is what the newest answered alert had.

    ``answered`` counts what went out in spite of them: the answers that are kept, or what was
    counted of them where that is more. ``heeded``: the medicine was left out or taken otherwise.
    """

    rule: RuleName
    tier: Tier
    answered: int = 0
    reasons: Counter[str] = field(default_factory=Counter)
    people: Counter[UUID] = field(default_factory=Counter)
    shown: int = 0
    heeded: int = 0
    weighed: Tier | None = None
    """Its tier at this pharmacy, None where it has its set's own."""

    @property
    def rate_bp(self) -> int | None:
        """Of so many shown in ten thousand the medicine went out; None where none was counted."""
        if not self.shown:
            return None
        return min(WHOLE, self.answered * WHOLE // self.shown)

    @property
    def noise(self) -> int:
        """How often it was shown and overridden, the more the surer that it is."""
        rate = WHOLE if self.rate_bp is None else self.rate_bp
        return self.answered * rate


@query(permission=MANAGE_KNOWLEDGE)
def answers_by_rule(
    *, actor: Actor, since: datetime, at_branch: UUID | None = None
) -> list[RuleAnswers]:
    """Each rule that was shown or answered since then, the noisiest first; in three statements."""
    answers = AnsweredAlert.objects.filter(recorded_at__gte=since)
    if at_branch is not None:
        answers = answers.filter(branch_id=at_branch)
    rows = (
        answers.values_list("check_kind", "set_name", "rule", "tier", "reason", "answered_by")
        .annotate(count=Count("id"))
        .order_by("check_kind", "set_name", "rule", "tier", "reason", "answered_by")
    )
    found: dict[RuleName, RuleAnswers] = {}
    for check, set_name, rule, tier, reason, person, count in rows[:MOST_ROWS]:
        name = RuleName(CheckKind(check), set_name, rule)
        one = found.setdefault(name, RuleAnswers(name, Tier(tier)))
        one.tier = Tier(tier)
        one.answered += count
        one.reasons[reason] += count
        one.people[person] += count
    for counted in counted_by_rule(since.date(), at_branch):
        one = found.setdefault(counted.rule, RuleAnswers(counted.rule, counted.tier))
        one.shown, one.heeded = counted.shown, counted.heeded
        one.answered = max(one.answered, counted.answered)
    standing = standing_weights()
    for name, one in found.items():
        weight = standing.get(name)
        one.weighed = Tier(weight.tier) if weight and weight.tier else None
    return sorted(found.values(), key=lambda one: (-one.noise, -one.shown, one.rule))


@query(permission=MANAGE_KNOWLEDGE)
def find_rule(*, actor: Actor, rule_id: UUID) -> RuleName | None:
    """The rule of this id among those that were ever shown or answered here, or None."""
    rows = AnsweredAlert.objects.order_by().values_list("check_kind", "set_name", "rule")
    answered = [
        RuleName(CheckKind(check), set_name, rule)
        for check, set_name, rule in rows.distinct()[:MOST_ROWS]
    ]
    return next((one for one in [*answered, *counted_rules()] if one.id == rule_id), None)


@query(permission=MANAGE_KNOWLEDGE)
def weights_of(*, actor: Actor, rule: RuleName) -> Sequence[RuleWeight]:
    """What was decided on the rule, the last first."""
    rows = RuleWeight.objects.filter(
        check_kind=rule.check.value, set_name=rule.set_name, rule=rule.rule
    )
    return list(rows.order_by("-recorded_at", "-id")[:50])
