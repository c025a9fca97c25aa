"""The roster of a branch as screens and programs read it: plan, turns, gaps, who may be planned."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.listing.pages import Listing, SortFields
from theriac.core.query import query
from theriac.domains.duty.models import DutyShift, DutyTurn
from theriac.domains.duty.permissions import VIEW_DUTY
from theriac.domains.duty.queries.attendance import OnDuty, is_chosen, on_duty_at
from theriac.domains.duty.rules import WEEK, RosterGap, Span, gaps_of
from theriac.domains.duty.standing import turns_at
from theriac.domains.organisation.queries.branches import get_branch

TURNS: Listing[DutyTurn] = Listing(
    name="duty.turns",
    sorts={"started_at": SortFields(("started_at",))},
    default_sort="-started_at",
    filters={"person_id": lambda rows, value: rows.filter(person_id=value)},
)
SHIFTS: Listing[DutyShift] = Listing(
    name="duty.shifts",
    sorts={"begins_at": SortFields(("begins_at",))},
    default_sort="begins_at",
    filters={"person_id": lambda rows, value: rows.filter(person_id=value)},
)


@query(permission=VIEW_DUTY)
def list_turns(*, actor: Actor, branch_id: UUID) -> QuerySet[DutyTurn]:
    """Every turn at the branch with its end, in no order."""
    return DutyTurn.objects.filter(branch_id=branch_id).select_related("end").order_by()


@query(permission=VIEW_DUTY)
def list_shifts(*, actor: Actor, branch_id: UUID) -> QuerySet[DutyShift]:
    """What is planned at the branch, in no order."""
    return DutyShift.objects.filter(branch_id=branch_id, removed_at=None).order_by()


@query(permission=VIEW_DUTY)
def find_shift(
    *, actor: Actor, branch_id: UUID, shift_id: UUID, even_removed: bool = False
) -> DutyShift | None:
    """One planned shift of the branch; what was taken out is told only ``even_removed``."""
    rows = DutyShift.objects.filter(branch_id=branch_id, id=shift_id)
    return rows.filter(Q() if even_removed else Q(removed_at=None)).first()


@query(permission=VIEW_DUTY)
def find_turn(*, actor: Actor, branch_id: UUID, turn_id: UUID) -> DutyTurn | None:
    """One turn at the branch."""
    rows = DutyTurn.objects.select_related("end")
    return rows.filter(branch_id=branch_id, id=turn_id).first()


def lasting_turns(branch_id: UUID) -> QuerySet[DutyTurn]:
    """The turns that last at the branch now, in no order."""
    return turns_at(clock.now()).filter(branch_id=branch_id).order_by()


@query(permission=VIEW_DUTY)
def on_duty_now(*, actor: Actor, branch_id: UUID) -> Sequence[OnDuty]:
    """Who is on duty at the branch."""
    return on_duty_at(branch_id, clock.now())


@query(permission=VIEW_DUTY)
def shifts_of_days(
    *, actor: Actor, branch_id: UUID, first: date, days: int = WEEK
) -> Sequence[DutyShift]:
    """What is planned to begin within so many days by the branch's clock, in order."""
    begin, end = _bounds(branch_id, first, days)
    return list(_planned(branch_id, begin, end).order_by("begins_at", "id"))


@query(permission=VIEW_DUTY)
def turns_of_days(
    *, actor: Actor, branch_id: UUID, first: date, days: int = WEEK
) -> Sequence[DutyTurn]:
    """Who came within so many days by the branch's clock, in order, with when they left."""
    begin, end = _bounds(branch_id, first, days)
    rows = DutyTurn.objects.filter(branch_id=branch_id, started_at__gte=begin, started_at__lt=end)
    return list(rows.select_related("end").order_by("started_at", "id"))


@query(permission=VIEW_DUTY)
def duty_rule(*, actor: Actor, branch_id: UUID) -> bool:
    """Whether the branch wants a pharmacist on duty beyond the law."""
    return is_chosen(branch_id)


@query(permission=VIEW_DUTY)
def next_gaps(*, actor: Actor, branch_id: UUID) -> Sequence[RosterGap]:
    """Where nobody is planned from now to seven days ahead, by the week before each day."""
    branch = get_branch(branch_id)
    if branch is None:
        return []
    zone, now = ZoneInfo(branch.time_zone), clock.now()
    today = now.astimezone(zone).date()
    days = [today + timedelta(days=number) for number in range(WEEK)]
    begin, end = _bounds(branch_id, today - timedelta(days=WEEK), 2 * WEEK)
    rows = _planned(branch_id, begin - timedelta(days=1), end)
    spans: list[Span] = list(rows.values_list("begins_at", "ends_at"))
    middle = datetime.combine(today, time(0), zone)
    ahead = [one for one in spans if one[1] > middle]
    before = [one for one in spans if begin <= one[0] < middle]
    return [gap for gap in gaps_of(ahead, before, days, zone) if gap.ends_at > now]


def _planned(branch_id: UUID, begin: datetime, end: datetime) -> QuerySet[DutyShift]:
    return DutyShift.objects.filter(
        branch_id=branch_id, removed_at=None, begins_at__gte=begin, begins_at__lt=end
    )


def _bounds(branch_id: UUID, first: date, days: int) -> Span:
    branch = get_branch(branch_id)
    zone = ZoneInfo(branch.time_zone if branch else "UTC")
    begin = datetime.combine(first, time(0), zone)
    return begin, datetime.combine(first + timedelta(days=days), time(0), zone)
