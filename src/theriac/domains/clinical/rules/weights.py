"""The tier that a rule has at this pharmacy, where it isn't the one that its set says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple
from uuid import UUID, uuid5

from theriac.domains.clinical.rules.answers import OF_THE_RECORD
from theriac.domains.clinical.rules.kinds import CheckKind, Tier
from theriac.domains.clinical.rules.results import Alert

NAMESPACE = UUID("00000000-0000-7000-8000-0000000000c1")


class RuleName(NamedTuple):
    """A rule of a set, in whichever edition; ``set_name`` is "" of a rule that needs no set."""

    check: CheckKind
    set_name: str
    rule: str

    @property
    def id(self) -> UUID:
        """The same for the same rule, whichever edition."""
        return uuid5(NAMESPACE, "\n".join(self))

    @property
    def is_of_the_record(self) -> bool:
        """Whether answers name the check alone, so that no rule of it is known to anybody here."""
        return self.check in OF_THE_RECORD and self.rule == self.check.value


Weights = Mapping[tuple[CheckKind, str, str], Tier]
"""By the fields of ``RuleName``."""


def rule_of(alert: Alert) -> RuleName:
    """The rule by which it was found."""
    return RuleName(alert.check, alert.of.name if alert.of else "", alert.rule)


def weighed(alert: Alert, weights: Weights) -> Alert:
    """The alert with the tier that its rule has here."""
    tier = weights.get(rule_of(alert))
    return alert if tier is None else replace(alert, tier=tier)
