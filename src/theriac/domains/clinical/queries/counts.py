"""Counts of alerts over days, by rule; and what refused sales and is open yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Max, Sum

from theriac.domains.clinical.models import AlertCount, RefusedAlert
from theriac.domains.clinical.rules.counted import RuleCounted
from theriac.domains.clinical.rules.kinds import CheckKind, Tier
from theriac.domains.clinical.rules.weights import RuleName


@dataclass(frozen=True, slots=True)
class OpenAlert:
    """An alert that refused a sale at a terminal, of these products."""

    id: UUID
    terminal_id: UUID
    refused_at: datetime
    product_ids: Sequence[str]


def open_alerts(until: datetime) -> list[OpenAlert]:
    """Those that refused until then, the oldest first. Asks no right: a task does it."""
    rows = RefusedAlert.objects.filter(refused_at__lte=until).order_by("refused_at", "id")
    return [
        OpenAlert(*row)
        for row in rows.values_list("id", "terminal_id", "refused_at", "product_ids")[:1000]
    ]


def counted_by_rule(since: date, branch_id: UUID | None = None) -> list[RuleCounted]:
    """All that was counted of each rule from the day on. The caller has asked the right."""
    rows = AlertCount.objects.filter(on__gte=since)
    if branch_id is not None:
        rows = rows.filter(branch_id=branch_id)
    figures = rows.order_by().values_list("check_kind", "set_name", "rule")
    return [
        RuleCounted(RuleName(CheckKind(check), set_name, rule), Tier(tier), *counts)
        for check, set_name, rule, tier, *counts in figures.annotate(
            Max("tier"), Sum("shown"), Sum("answered"), Sum("heeded")
        ).order_by("check_kind", "set_name", "rule")
    ]


def counted_rules() -> list[RuleName]:
    """Every rule whose alerts were ever counted here."""
    rows = AlertCount.objects.order_by("check_kind", "set_name", "rule")
    return [
        RuleName(CheckKind(check), set_name, rule)
        for check, set_name, rule in rows.values_list("check_kind", "set_name", "rule").distinct()
    ]


def is_counted(rule: RuleName) -> bool:
    """Whether an alert of the rule was ever shown here."""
    return AlertCount.objects.filter(
        check_kind=rule.check.value, set_name=rule.set_name, rule=rule.rule
    ).exists()
