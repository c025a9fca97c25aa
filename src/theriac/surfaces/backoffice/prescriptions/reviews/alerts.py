"""The alerts of a prescription in the reader's words, and which of them are answered together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from uuid import UUID

from theriac.domains.clinical.rules.answers import products_of, rule_told, stopping
from theriac.domains.clinical.rules.kinds import Tier
from theriac.domains.clinical.rules.results import Alert, Result
from theriac.domains.clinical.words import CHECKS, GAPS, TIERS, in_language

MEANINGS = {Tier.STOP: "stop", Tier.WARN: "look", Tier.NOTE: "note"}
ICONS = {
    Tier.STOP: "x-octagon-fill",
    Tier.WARN: "exclamation-triangle-fill",
    Tier.NOTE: "info-circle",
}
MOST_GAPS = 12


@dataclass(frozen=True, slots=True)
class AskedAlert:
    """The alerts that one answer is to: of one check and rule, about the same products.

    ``key`` is the same as long as they are about the same.
    """

    key: str
    alerts: Sequence[Alert]

    @property
    def first(self) -> Alert:
        """The one that an answer names; it names the others too."""
        return self.alerts[0]


def asked_of(alerts: Iterable[Alert]) -> list[AskedAlert]:
    """The alerts that want an answer before an approval, those of one answer together."""
    found: dict[str, list[Alert]] = {}
    for one in stopping(alerts):
        key = key_of(one.check, rule_told(one.check, one.rule), products_of(one))
        found.setdefault(key, []).append(one)
    return [AskedAlert(key, some) for key, some in found.items()]


def key_of(check: str, rule: str, products: Iterable[UUID | str]) -> str:
    """What the fields of an answer are called: by what it names."""
    about = f"{check}:{rule}:{','.join(sorted(map(str, products)))}"
    return f"{check}-{sha256(about.encode()).hexdigest()[:16]}"


def alert_words(alert: Alert) -> dict[str, Any]:
    """An alert with why, source and what to do."""
    return {
        "meaning": MEANINGS[alert.tier],
        "icon": ICONS[alert.tier],
        "tier": TIERS[alert.tier],
        "check": CHECKS[alert.check],
        "names": ", ".join(dict.fromkeys(one.name for one in alert.medicines)),
        "said": in_language(alert.said) or ", ".join(alert.subjects),
        "to_do": in_language(alert.to_do),
        "source": alert.source,
        "arithmetic": alert.arithmetic,
    }


def alerts_beside(result: Result) -> dict[str, Any]:
    """The alerts that want no answer; which checks ran, and what couldn't."""
    asked = {id(one) for one in stopping(result.alerts)}
    return {
        "alerts": [alert_words(one) for one in result.alerts if id(one) not in asked],
        "ran": [CHECKS[one.check] for one in result.ran],
        "gaps": [
            (CHECKS[one.check], one.what, GAPS[one.why]) for one in result.not_run[:MOST_GAPS]
        ],
    }
