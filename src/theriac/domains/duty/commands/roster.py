"""The roster: planning shifts, taking them out, and a week like the one before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.documents import at_version, keep
from theriac.core.ids import new_id
from theriac.countries.duty.rules import DutyTerms
from theriac.countries.registry import profile_for
from theriac.domains.accounts.queries.actors import actors_of
from theriac.domains.duty.ids import ShiftId
from theriac.domains.duty.licences import responsible
from theriac.domains.duty.models import DutyShift
from theriac.domains.duty.permissions import PLAN_DUTY, SERVE_DUTY
from theriac.domains.duty.problems import ShiftRefused, ShiftUnknown
from theriac.domains.duty.rules import DAYS_AHEAD, LONGEST, WEEK, monday_of, shift_span
from theriac.domains.duty.standing import lock_person
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.queries.branches import get_branch

RECORD = "duty.shift"


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftPlan:
    """A shift by the branch's own clock; one that ends before it begins ends the next day."""

    person_id: UUID
    on: date
    begins: time
    ends: time


@command(name="duty.plan_shift", done=gettext_lazy("Planned a duty shift"), permission=PLAN_DUTY)
def plan_shift(*, actor: Actor, branch_id: BranchId, plan: ShiftPlan) -> ShiftId:
    """Plan somebody who may be on duty at the branch; nobody is planned twice at one time.

    Raises ShiftRefused with the field.
    """
    zone = _zone(branch_id)
    _check(branch_id, plan, clock.today(zone.key))
    span = shift_span(plan.on, plan.begins, plan.ends, zone)
    return _planned(actor, branch_id, plan.person_id, span, current_unit().effect_id)


@command(name="duty.remove_shift", done=gettext_lazy("Removed a duty shift"), permission=PLAN_DUTY)
def remove_shift(
    *, actor: Actor, branch_id: BranchId, shift_id: ShiftId, version: int | None = None
) -> int:
    """Take a shift out of the roster; it stays on record. Raises ShiftUnknown, Stale."""
    rows = DutyShift.objects.select_for_update().filter(branch_id=branch_id, removed_at=None)
    shift = rows.filter(id=shift_id).first()
    if shift is None:
        raise ShiftUnknown(_("This shift isn’t in the roster any more. Reload the page."))
    at_version(shift, version, _("Another user changed this shift. Reload the page."))
    shift.removed_at, shift.removed_by = clock.now(), actor.id
    kept = keep(shift)
    current_unit().record(RECORD, shift.id, facts={"removed": True})
    return kept


@command(
    name="duty.copy_week",
    done=gettext_lazy("Copied a week of the duty roster"),
    permission=PLAN_DUTY,
)
def copy_week(*, actor: Actor, branch_id: BranchId, week: date) -> int:
    """Plan the week of this day like the week before it; how many shifts were added.

    What overlaps a planned shift of the same person, or whose person may no longer be on duty, is
    left out. Raises ShiftRefused where the week before has none.
    """
    zone, monday = _zone(branch_id), monday_of(week)
    today = clock.today(zone.key)
    _check_day(monday + timedelta(days=WEEK - 1), today)
    before = monday - timedelta(days=WEEK)
    begin, end = (datetime.combine(on, time(0), zone) for on in (before, monday))
    found = DutyShift.objects.filter(
        branch_id=branch_id, removed_at=None, begins_at__gte=begin, begins_at__lt=end
    )
    shifts = list(found.order_by("person_id", "begins_at"))
    if not shifts:
        raise ShiftRefused(_("The week before has no shifts. Plan the first week by hand."))
    added = 0
    for shift in shifts:
        first, last = (at.astimezone(zone) for at in (shift.begins_at, shift.ends_at))
        span = shift_span(first.date() + timedelta(days=WEEK), first.time(), last.time(), zone)
        if span[0].date() < today:
            continue
        try:
            _may_serve(branch_id, shift.person_id, span[0].date())
            _planned(actor, branch_id, shift.person_id, span, new_id())
        except ShiftRefused:
            continue
        added += 1
    return added


def _zone(branch_id: UUID) -> ZoneInfo:
    branch = get_branch(branch_id)
    if branch is None:
        raise ShiftRefused(_("This branch doesn’t exist."))
    return ZoneInfo(branch.time_zone)


def _check(branch_id: UUID, plan: ShiftPlan, today: date) -> None:
    _check_day(plan.on, today)
    length = datetime.combine(plan.on, plan.ends) - datetime.combine(plan.on, plan.begins)
    if length <= timedelta(0):
        length += timedelta(days=1)
    if length > LONGEST:
        raise ShiftRefused(
            _("A shift lasts at most 16 hours. Check the times, or plan two shifts."), field="ends"
        )
    _may_serve(branch_id, plan.person_id, plan.on)


def _check_day(on: date, today: date) -> None:
    if not timedelta(0) <= on - today <= timedelta(days=DAYS_AHEAD):
        raise ShiftRefused(_("Choose a day from today, at most a year ahead."), field="on")


def _may_serve(branch_id: UUID, person_id: UUID, on: date) -> None:
    """Raise ShiftRefused for somebody who couldn't be on duty here on that day."""
    person = actors_of({person_id}).get(person_id)
    if person is None or not person.may(SERVE_DUTY, branch_id):
        raise ShiftRefused(
            _("This person doesn’t have permission to be on duty here. Choose another person."),
            field="person_id",
        )
    branch = get_branch(branch_id)
    terms = profile_for(branch.pharmacy.country).duty if branch else DutyTerms()
    if terms.licences and not responsible(terms, [person_id], branch_id, on):
        raise ShiftRefused(
            _(
                "%(name)s has no licence that is valid here on that day. Enter the licence on the "
                "staff page, or choose another person."
            )
            % {"name": person.name},
            field="person_id",
        )


def _planned(
    actor: Actor,
    branch_id: UUID,
    person_id: UUID,
    span: tuple[datetime, datetime],
    shift_id: UUID,
) -> ShiftId:
    """The shift, kept; the person's other shifts, at any branch, don't overlap it."""
    lock_person(person_id)
    clash = DutyShift.objects.filter(
        person_id=person_id, removed_at=None, begins_at__lt=span[1], ends_at__gt=span[0]
    )
    if clash.exists():
        raise ShiftRefused(
            _("This person is planned at that time already. Remove the other shift first."),
            field="begins",
        )
    shift = DutyShift(
        id=shift_id,
        branch_id=branch_id,
        person_id=person_id,
        begins_at=span[0],
        ends_at=span[1],
        planned_by=actor.id,
    )
    shift.save(force_insert=True)
    facts = {"person": str(person_id), "begins_at": span[0], "ends_at": span[1]}
    current_unit().record(RECORD, shift.id, facts=facts)
    return ShiftId(shift.id)
