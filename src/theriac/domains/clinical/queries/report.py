"""How often alerts were answered: by rule, reason and person, over months."""

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
from theriac.domains.clinical.queries.knowledge import standing_weights
from theriac.domains.clinical.rules.kinds import CheckKind, Tier
from theriac.domains.clinical.rules.weights import RuleName

MOST_ROWS = 5_000
"""Rules by reasons and people: more than a pharmacy of a hundred people answers for in a year."""


@dataclass(slots=True)
class RuleAnswers:
    """The answers to one rule's alerts; ``tier`` is what the newest answered alert had."""

    rule: RuleName
    tier: Tier
    answered: int = 0
    reasons: Counter[str] = field(default_factory=Counter)
    people: Counter[UUID] = field(default_factory=Counter)
    weighed: Tier | None = None
    """Its tier at this pharmacy, None where it has its set's own."""


@query(permission=MANAGE_KNOWLEDGE)
def answers_by_rule(*, actor: Actor, since: datetime) -> list[RuleAnswers]:
    """Each rule that was answered since then, the most often first; in two statements."""
    rows = (
        AnsweredAlert.objects.filter(recorded_at__gte=since)
        .values_list("check_kind", "set_name", "rule", "tier", "reason", "answered_by")
        .annotate(count=Count("id"))
        .order_by("check_kind", "set_name", "rule", "tier", "reason", "answered_by")
    )
    standing = standing_weights()
    found: dict[RuleName, RuleAnswers] = {}
    for check, set_name, rule, tier, reason, person, count in rows[:MOST_ROWS]:
        name = RuleName(CheckKind(check), set_name, rule)
        one = found.setdefault(name, RuleAnswers(name, Tier(tier)))
        one.tier = Tier(tier)
        one.answered += count
        one.reasons[reason] += count
        one.people[person] += count
        weight = standing.get(name)
        one.weighed = Tier(weight.tier) if weight and weight.tier else None
    return sorted(found.values(), key=lambda one: (-one.answered, one.rule))


@query(permission=MANAGE_KNOWLEDGE)
def find_rule(*, actor: Actor, rule_id: UUID) -> RuleName | None:
    """The rule of this id among those that were ever answered here, or None."""
    rows = AnsweredAlert.objects.order_by().values_list("check_kind", "set_name", "rule")
    for check, set_name, rule in rows.distinct()[:MOST_ROWS]:
        name = RuleName(CheckKind(check), set_name, rule)
        if name.id == rule_id:
            return name
    return None


@query(permission=MANAGE_KNOWLEDGE)
def weights_of(*, actor: Actor, rule: RuleName) -> Sequence[RuleWeight]:
    """What was decided on the rule, the last first."""
    rows = RuleWeight.objects.filter(
        check_kind=rule.check.value, set_name=rule.set_name, rule=rule.rule
    )
    return list(rows.order_by("-recorded_at", "-id")[:50])
