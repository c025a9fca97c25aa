"""What devices counted of alerts, what refused programs' sales, and what became of that."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Annotated
from uuid import UUID

from django.utils.translation import gettext_lazy
from pydantic import AfterValidator, Field, Strict, StringConstraints

from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.facts.records import record
from theriac.core.facts.types import Day, Text20, Text80, storable
from theriac.domains.clinical.counts import (
    FIELDS,
    SALES,
    add_counts,
    count_refused,
    lift_counts,
)
from theriac.domains.clinical.models import AlertCount, KnowledgeLine, RefusedAlert
from theriac.domains.clinical.rules.answers import OF_THE_RECORD, AlertAnswer
from theriac.domains.clinical.rules.counted import RuleCounted
from theriac.domains.clinical.rules.kinds import CHECK_OF, CheckKind, Kind, Tier
from theriac.domains.clinical.rules.weights import RuleName
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.queries.branches import branch_date

MOST_A_DAY = 100_000
MOST_RULES = 300
"""Of a day that one device counts, and of a request."""
EARLIEST, LATEST = timedelta(days=60), timedelta(days=1)
"""How far a day that a device counts may be from the branch's."""
_DUPLICATES = ("duplicate:same_ingredient", "duplicate:same_atc4")
Counted = Annotated[int, Strict(), Field(ge=0, le=MOST_A_DAY)]
RuleText = Annotated[
    str,
    StringConstraints(strict=True, min_length=1, max_length=260),
    AfterValidator(storable),
]


@record
class AlertsCounted:
    """A rule's alerts on a day as a device counted them: all so far, so that twice is once."""

    on: Day
    check: Text20
    set_name: Text80 = ""
    rule: RuleText
    tier: Annotated[int, Strict(), Field(ge=1, le=3)]
    shown: Counted
    answered: Counted
    heeded: Counted


def take_alert_counts(
    *, actor: Actor, branch_id: BranchId, source: str, told: Sequence[AlertsCounted]
) -> None:
    """Take a device's counts; what changes nothing leaves no trace.

    Left out: another day than the last weeks', a rule that no set here has or had, more answered
    and heeded than shown, and what is beyond the rules that one device may count on a day.
    """
    today = branch_date(branch_id)
    days: dict[date, list[RuleCounted]] = defaultdict(list)
    for one in _of_known_rules(told):
        if today - EARLIEST <= one.on <= today + LATEST:
            rule = RuleName(CheckKind(one.check), one.set_name, one.rule)
            figures = {name: getattr(one, name) for name in FIELDS}
            days[one.on].append(RuleCounted(rule, Tier(one.tier), **figures))
    for day, counted in sorted(days.items()):
        news = _news(source, day, [one for one in counted if one.is_sound])
        if news:
            count_alerts(actor=actor, branch_id=branch_id, source=source, on=day, counted=news)


@command(name="clinical.count_alerts", done=gettext_lazy("Counted the safety alerts of a counter"))
def count_alerts(
    *, actor: Actor, branch_id: BranchId, source: str, on: date, counted: Sequence[RuleCounted]
) -> int:
    """Lift a device's counts of a day; tells how many were. A lower number lowers nothing."""
    lifted = lift_counts(branch_id, source, on, counted)
    current_unit().record("clinical.alert_count", current_unit().effect_id, facts={"rules": lifted})
    return lifted


@command(
    name="clinical.note_refused", done=gettext_lazy("Counted safety alerts that refused a sale")
)
def note_refused(
    *, actor: Actor, branch_id: BranchId, terminal_id: UUID, alerts: Sequence[AlertAnswer]
) -> None:
    """Count the alerts for which a program's sale was refused, once while each is open."""
    count_refused(branch_id, terminal_id, alerts)
    unit = current_unit()
    unit.record("clinical.alert_count", unit.effect_id, facts={"rules": len(alerts)})


@command(
    name="clinical.settle_refused",
    done=gettext_lazy("Counted what became of safety alerts"),
    system_only=True,
)
def settle_refused(*, actor: Actor, heeded: Collection[UUID], others: Collection[UUID]) -> int:
    """End these open alerts; ``heeded`` are those whose medicine was left out. Tells how many."""
    rows = RefusedAlert.objects.select_for_update().filter(id__in=[*heeded, *others])
    found = list(rows.order_by("key"))
    for one in found:
        if one.id in heeded:
            rule = RuleName(CheckKind(one.check_kind), one.set_name, one.rule)
            add_counts(one.branch_id, SALES, [RuleCounted(rule, Tier(one.tier), heeded=1)], one.on)
    RefusedAlert.objects.filter(id__in=[one.id for one in found]).delete()
    unit = current_unit()
    unit.record("clinical.alert_count", unit.effect_id, facts={"rules": len(found)})
    return len(found)


def _news(source: str, day: date, counted: Iterable[RuleCounted]) -> list[RuleCounted]:
    """Those that are more than was counted, as many as a device may count on a day."""
    rows = AlertCount.objects.filter(source=source, on=day)
    known: Mapping[RuleName, tuple[int, ...]] = {
        RuleName(CheckKind(check), set_name, rule): tuple(figures)
        for check, set_name, rule, *figures in rows.values_list(
            "check_kind", "set_name", "rule", *FIELDS
        )
    }
    more = {
        one.rule: one
        for one in counted
        if one.rule not in known
        or any(getattr(one, name) > old for name, old in zip(FIELDS, known[one.rule], strict=True))
    }
    room = MOST_RULES - len(known)
    new = [rule for rule in sorted(more) if rule not in known]
    return [one for rule, one in more.items() if rule in known or rule in new[: max(0, room)]]


def _of_known_rules(told: Sequence[AlertsCounted]) -> list[AlertsCounted]:
    """Those whose rule a set has or had here, needs no set, or is a check of a person."""
    lines = KnowledgeLine.objects.filter(set__name__in={one.set_name for one in told})
    own = {one.rule for one in told}
    bare = [one.rule.split(":", 2) for one in told if one.rule.count(":") >= 2]
    known = set(lines.filter(rule__in=own).values_list("set__name", "kind", "rule").distinct())
    firsts = {parts[1] for parts in bare}
    if firsts:
        unnamed = lines.filter(rule="", first__in=firsts)
        known |= {
            (name, kind, f"{kind}:{first}:{second}")
            for name, kind, first, second in unnamed.values_list(
                "set__name", "kind", "first", "second"
            )
        }
    rules = {
        (CHECK_OF[Kind(kind)].value, name, rule)
        for name, kind, rule in known
        if Kind(kind) in CHECK_OF
    }
    return [one for one in told if _is_known(one, rules)]


def _is_known(one: AlertsCounted, rules: Collection[tuple[str, str, str]]) -> bool:
    if one.check not in list(CheckKind):
        return False
    if CheckKind(one.check) in OF_THE_RECORD:
        return one.rule == one.check and (not one.set_name or _has_set(one))
    if CheckKind(one.check) is CheckKind.DUPLICATES and not one.set_name:
        return one.rule in _DUPLICATES
    return (one.check, one.set_name, one.rule) in rules


def _has_set(one: AlertsCounted) -> bool:
    return KnowledgeLine.objects.filter(set__name=one.set_name).exists()
