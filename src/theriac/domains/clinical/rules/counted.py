"""Counts of alerts by rule: shown, answered, heeded."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from theriac.domains.clinical.rules.answers import AlertAnswer, is_answered, rule_told
from theriac.domains.clinical.rules.kinds import CheckKind, Tier
from theriac.domains.clinical.rules.results import Alert
from theriac.domains.clinical.rules.weights import RuleName


@dataclass(frozen=True, slots=True)
class RuleCounted:
    """How often a rule's alerts were shown, answered, and heeded: the medicine was left out."""

    rule: RuleName
    tier: Tier
    shown: int = 0
    answered: int = 0
    heeded: int = 0

    @property
    def is_sound(self) -> bool:
        """Whether no more came of them than were shown."""
        return self.answered + self.heeded <= self.shown


def rule_counted(check: CheckKind, set_name: str, rule: str) -> RuleName:
    """The rule as it is counted: of a check of a person the check alone."""
    return RuleName(check, set_name, rule_told(check, rule))


def counted_of(
    alerts: Iterable[Alert], answers: Sequence[AlertAnswer] = (), *, is_heeded: bool = False
) -> list[RuleCounted]:
    """One for each alert that asks for a look, with what became of it."""
    return [
        RuleCounted(
            rule_counted(one.check, one.of.name if one.of else "", one.rule),
            one.tier,
            shown=1,
            answered=int(not is_heeded and is_answered(one, answers)),
            heeded=int(is_heeded),
        )
        for one in alerts
    ]


def summed(counted: Iterable[RuleCounted]) -> list[RuleCounted]:
    """Each rule once, in one order."""
    found: dict[RuleName, RuleCounted] = {}
    for one in counted:
        before = found.get(one.rule)
        found[one.rule] = (
            one
            if before is None
            else replace(
                one,
                shown=one.shown + before.shown,
                answered=one.answered + before.answered,
                heeded=one.heeded + before.heeded,
            )
        )
    return [found[rule] for rule in sorted(found)]
