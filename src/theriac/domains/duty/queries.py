"""Who is on duty at a branch at an instant, whether somebody must be, and the roster."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.listing.pages import Listing, SortFields
from theriac.core.query import query
from theriac.countries.base import CountryProfile
from theriac.countries.duty.rules import asks_pharmacist
from theriac.countries.gates import UnknownLegalClass
from theriac.domains.duty.models import BranchDutyRule, DutyShift, DutyTurn
from theriac.domains.duty.permissions import VIEW_DUTY
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


@dataclass(frozen=True, slots=True)
class OnDuty:
    """Somebody's turn that lasts: at the latest until ``until``."""

    turn_id: UUID
    person_id: UUID
    started_at: datetime
    until: datetime


def on_duty_at(branch_id: UUID, moment: datetime) -> Sequence[OnDuty]:
    """Who was on duty, who came first on top; one statement."""
    rows = turns_at(moment).filter(branch_id=branch_id).order_by("started_at", "id")
    return [OnDuty(*row) for row in rows.values_list("id", "person_id", "started_at", "until")]


def is_chosen(branch_id: UUID) -> bool:
    """Whether the branch wants a pharmacist on duty beyond the law."""
    return BranchDutyRule.objects.filter(branch_id=branch_id, asked=True).exists()


def classes_asked(
    profile: CountryProfile, legal_classes: Iterable[str], branch_id: UUID, on: date
) -> set[str]:
    """Of these classes, those that leave only while a pharmacist is on duty.

    Nothing is read where none is prescription-only, nor where the law asks for all that are.
    """
    bound = {code for code in legal_classes if _is_bound(profile, code)}
    lawful = {code for code in bound if asks_pharmacist(profile.duty.laws, code, on)}
    return bound if bound != lawful and is_chosen(branch_id) else lawful


def is_asked_by_law(profile: CountryProfile, on: date) -> bool:
    """Whether the country's law wants a pharmacist on duty for any goods."""
    return any(asks_pharmacist(profile.duty.laws, one.code, on) for one in profile.legal_classes)


def is_asked_here(profile: CountryProfile, branch_id: UUID, on: date) -> bool:
    """Whether the law or the branch wants a pharmacist on duty for any goods."""
    every = [one.code for one in profile.legal_classes]
    return bool(classes_asked(profile, every, branch_id, on))


def _is_bound(profile: CountryProfile, code: str) -> bool:
    try:
        return profile.legal_class(code).needs_prescription
    except UnknownLegalClass:
        return False


def turns_told(turn_ids: Iterable[UUID]) -> Mapping[UUID, tuple[UUID, UUID]]:
    """Branch and person of turns, by the turn."""
    rows = DutyTurn.objects.filter(id__in=list(turn_ids))
    return {
        key: (branch, person)
        for key, branch, person in rows.values_list("id", "branch_id", "person_id")
    }


def turn_ends(turn_id: UUID) -> datetime | None:
    """Until when a turn lasts at the latest; None for none."""
    return DutyTurn.objects.filter(id=turn_id).values_list("until", flat=True).first()


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
