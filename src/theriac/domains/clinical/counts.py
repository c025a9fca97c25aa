"""The daily counts of alerts as rows: added to by the server, lifted to what a device counted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from hashlib import sha256
from uuid import UUID

from django.db.models import F, Value
from django.db.models.functions import Greatest

from theriac.core import clock
from theriac.core.database.insert import insert_absent
from theriac.core.ids import new_id
from theriac.domains.clinical.models import AlertCount, RefusedAlert
from theriac.domains.clinical.rules.answers import AlertAnswer
from theriac.domains.clinical.rules.counted import RuleCounted, rule_counted, summed
from theriac.domains.organisation.queries.branches import branch_date

SALES, REVIEWS = "sales", "reviews"
"""What the server counts by itself: programs' sales, and reviews of prescriptions."""
FIELDS = ("shown", "answered", "heeded")


def add_counts(
    branch_id: UUID, source: str, counted: Iterable[RuleCounted], on: date | None = None
) -> None:
    """Add to the counts of the day (today's without one), in the running command."""
    day = on or branch_date(branch_id)
    for key, one in _by_key(branch_id, source, day, summed(counted)).items():
        added = {name: F(name) + getattr(one, name) for name in FIELDS if getattr(one, name)}
        AlertCount.objects.filter(key=key).update(**added)


def lift_counts(branch_id: UUID, source: str, day: date, counted: Sequence[RuleCounted]) -> int:
    """Let each count of the day be at least this; tells how many weren't. A lower one changes none.

    In the running command.
    """
    found = _by_key(branch_id, source, day, counted)
    known = AlertCount.objects.filter(key__in=list(found)).values_list("key", *FIELDS)
    lifted = 0
    for key, *before in known.order_by("key"):
        one = found[key]
        if all(getattr(one, name) <= old for name, old in zip(FIELDS, before, strict=True)):
            continue
        most = {name: Greatest(F(name), Value(getattr(one, name))) for name in FIELDS}
        lifted += AlertCount.objects.filter(key=key).update(**most)
    return lifted


def count_answered(branch_id: UUID, terminal_id: UUID, answers: Sequence[AlertAnswer]) -> None:
    """Count what a program's sale answered; what it was refused for before was shown then."""
    keys = {refused_key(terminal_id, one): one for one in answers}
    known = RefusedAlert.objects.select_for_update().filter(key__in=list(keys))
    days: Mapping[str, date] = dict(known.order_by("key").values_list("key", "on"))
    for key, one in keys.items():
        rule = rule_counted(one.check, one.set_name, one.rule)
        counted = RuleCounted(rule, one.tier, shown=int(key not in days), answered=1)
        add_counts(branch_id, SALES, [counted], days.get(key))
    RefusedAlert.objects.filter(key__in=list(days)).delete()


def count_refused(branch_id: UUID, terminal_id: UUID, alerts: Sequence[AlertAnswer]) -> None:
    """Count alerts that refused a program's sale; the same again, while it is open, is one."""
    now, day = clock.now(), branch_date(branch_id)
    for key, one in sorted({refused_key(terminal_id, one): one for one in alerts}.items()):
        rule = rule_counted(one.check, one.set_name, one.rule)
        row = RefusedAlert(
            id=new_id(),
            key=key,
            branch_id=branch_id,
            terminal_id=terminal_id,
            on=day,
            refused_at=now,
            check_kind=rule.check.value,
            set_name=rule.set_name,
            rule=rule.rule,
            tier=int(one.tier),
            product_ids=[str(product) for product in one.products],
        )
        if insert_absent(RefusedAlert, [row]):
            add_counts(branch_id, SALES, [RuleCounted(rule, one.tier, shown=1)], day)


def refused_key(terminal_id: UUID, alert: AlertAnswer) -> str:
    """What names an alert at a terminal."""
    rule = rule_counted(alert.check, alert.set_name, alert.rule)
    products = sorted(str(one) for one in alert.products)
    return sha256("\n".join([str(terminal_id), *rule, *products]).encode()).hexdigest()


def _by_key(
    branch_id: UUID, source: str, day: date, counted: Sequence[RuleCounted]
) -> dict[str, RuleCounted]:
    """By the keys of rows that are there then, in their order."""
    named = {}
    for one in counted:
        parts = [str(branch_id), source, day.isoformat(), *one.rule]
        named[sha256("\n".join(parts).encode()).hexdigest()] = one
    known = set(AlertCount.objects.filter(key__in=list(named)).values_list("key", flat=True))
    rows = [
        AlertCount(
            id=new_id(),
            key=key,
            branch_id=branch_id,
            source=source,
            on=day,
            check_kind=named[key].rule.check.value,
            set_name=named[key].rule.set_name,
            rule=named[key].rule.rule,
            tier=int(named[key].tier),
        )
        for key in sorted(set(named) - known)
    ]
    insert_absent(AlertCount, rows)
    return {key: named[key] for key in sorted(named)}
