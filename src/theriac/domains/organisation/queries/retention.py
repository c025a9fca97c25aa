"""Which periods hold, and what is due under them: the dry run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from itertools import islice

from django.utils.translation import gettext as _

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.problems import NotFound, Text
from theriac.core.query import query
from theriac.core.retention.lists import SHOWN, DueList, hash_of, list_due
from theriac.core.retention.registry import DueRow, RecordKind, kind_of, kinds
from theriac.countries.registry import profile_for
from theriac.countries.retention import rule_for
from theriac.domains.organisation.models import RetentionPeriod, RetentionRun
from theriac.domains.organisation.permissions import MANAGE_RETENTION, VIEW_RETENTION
from theriac.domains.organisation.queries.branches import branch_time_zones, get_pharmacy

MOST_RUNS = 20


@dataclass(frozen=True, slots=True)
class Period:
    """What holds for a kind: the law's least, whose it is, and the days that count."""

    kind: RecordKind
    least: int
    days: int
    source: Text
    is_confirmed: bool
    is_own: bool


@dataclass(frozen=True, slots=True)
class DryRun:
    """What would go now. ``digest`` is what a person confirms."""

    as_of: datetime
    lists: Sequence[tuple[Period, DueList]]
    digest: str

    @property
    def count(self) -> int:
        """Rows that would go."""
        return sum(due.count for _period, due in self.lists)


def periods() -> list[Period]:
    """What holds today of every kind, by code."""
    pharmacy = get_pharmacy()
    country = profile_for(pharmacy.country if pharmacy else "generic")
    own = {row.kind: row.days for row in RetentionPeriod.objects.all()}
    today = clock.today(branch_time_zones()[0])
    found = []
    for kind in kinds():
        rule = rule_for(country.retention, kind.code, today)
        least = rule.least if rule else 0
        chosen = own.get(kind.code)
        days = max(least, chosen or (rule.usual if rule else kind.usual_days))
        source: Text = rule.source if rule else ""
        is_sure = rule.is_confirmed if rule else True
        found.append(Period(kind, least, days, source, is_sure, chosen is not None))
    return found


def period_of(code: str) -> Period:
    """What holds of one kind. Raises NotFound."""
    found = next((one for one in periods() if one.kind.code == code), None)
    if found is None:
        raise NotFound(_("This type of record doesn't exist."))
    return found


def day_begins(instant: datetime) -> datetime:
    """The beginning of the day (UTC) as of which is counted, so that a list stands for a day."""
    return datetime.combine(instant.astimezone(UTC).date(), time(), tzinfo=UTC)


def due_now(*, by_itself: bool) -> DryRun:
    """What is due of the kinds that clear themselves, or of those that a person confirms."""
    as_of = day_begins(clock.now())
    lists = [
        (period, list_due(period.kind, period.days, as_of))
        for period in periods()
        if period.kind.clears_itself == by_itself
    ]
    return DryRun(as_of, lists, hash_of([due for _period, due in lists]))


@query(permission=VIEW_RETENTION)
def dry_run(*, actor: Actor) -> DryRun:
    """What would go if it were confirmed now; nothing is changed."""
    return due_now(by_itself=False)


@query(permission=MANAGE_RETENTION)
def due_rows(*, actor: Actor, code: str) -> tuple[Period, Sequence[DueRow]]:
    """The due rows of one kind, the first SHOWN of them. Raises NotFound."""
    period = period_of(code)
    due = list_due(period.kind, period.days, day_begins(clock.now()))
    kind = kind_of(code)
    rows = list(islice(kind.due(due.before), SHOWN)) if kind else []
    return period, rows


@query(permission=VIEW_RETENTION)
def list_runs(*, actor: Actor) -> Sequence[RetentionRun]:
    """The newest confirmed lists."""
    return list(RetentionRun.objects.order_by("-confirmed_at")[:MOST_RUNS])
