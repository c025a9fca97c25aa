"""The week of a branch: who is planned, who came, where nobody is; and signing on and off."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cached_property
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.problems import NotFound
from theriac.countries.registry import profile_for
from theriac.domains.accounts.queries.people import names_of
from theriac.domains.duty.commands.roster import copy_week, remove_shift
from theriac.domains.duty.commands.sign_off import end_turn, sign_off
from theriac.domains.duty.commands.sign_on import sign_on
from theriac.domains.duty.permissions import PLAN_DUTY, SERVE_DUTY, SET_DUTY_RULE, VIEW_DUTY
from theriac.domains.duty.queries import (
    is_asked_here,
    next_gaps,
    on_duty_now,
    shifts_of_days,
    turns_of_days,
)
from theriac.domains.duty.rules import WEEK, monday_of
from theriac.domains.organisation.queries.branches import get_branch
from theriac.surfaces.backoffice.duty.words import gap_words, left_at, times, turn_badge
from theriac.surfaces.backoffice.shell.forms.button import ButtonScreen, Calls, at_most
from theriac.surfaces.backoffice.shell.screens import Screen

GAPS_TOLD = 5
MOST_DAYS = 3_660


def day_named(text: str) -> date | None:
    """The day as an address or a button writes it; None for what is none."""
    try:
        found = parse_date(text[:10])
    except ValueError:
        return None
    return found if found and 1900 < found.year < 2200 else None


def week_address(monday: date) -> str:
    """The roster of a week."""
    return f"{reverse('backoffice:duty_roster')}?week={monday.isoformat()}"


class DutyRoster(Screen):
    """The seven days of a week, today's by default."""

    permission = VIEW_DUTY
    title = gettext_lazy("Duty roster")
    template_name = "backoffice/duty/roster.html"

    @cached_property
    def here(self) -> Any:
        """The branch that is worked in. Raises NotFound."""
        found = get_branch(self.branch)
        if found is None:
            raise NotFound(_("Choose a branch first."))
        return found

    @cached_property
    def today(self) -> date:
        """The date on the branch's wall."""
        return clock.today(self.here.time_zone)

    @cached_property
    def monday(self) -> date:
        """The first day of the week that the address names."""
        asked = day_named(self.request.GET.get("week", ""))
        near = asked is not None and abs((asked - self.today).days) < MOST_DAYS
        return monday_of(asked if asked and near else self.today)

    def context(self) -> dict[str, Any]:
        now = on_duty_now(actor=self.actor, branch_id=self.branch)
        asking: dict[str, Any] = {"actor": self.actor, "branch_id": self.branch}
        shifts = shifts_of_days(**asking, first=self.monday)
        turns = turns_of_days(**asking, first=self.monday)
        rows: list[Any] = [*now, *shifts, *turns]
        names = names_of(one.person_id for one in rows)
        may_plan = self.may(PLAN_DUTY)
        own = any(one.person_id == self.actor.id for one in now)
        return {
            "now": [
                (one, names.get(one.person_id, ""), may_plan and one.person_id != self.actor.id)
                for one in now
            ],
            "asked": is_asked_here(
                profile_for(self.here.pharmacy.country), self.branch, self.today
            ),
            "is_on": own,
            "may_serve": self.may(SERVE_DUTY),
            "may_plan": may_plan,
            "may_rule": self.may(SET_DUTY_RULE),
            "days": [self._day(number, shifts, turns, names) for number in range(WEEK)],
            "gaps": [gap_words(one) for one in next_gaps(**asking)[:GAPS_TOLD]],
            "monday": self.monday,
            "sunday": self.monday + timedelta(days=WEEK - 1),
            "before": week_address(self.monday - timedelta(days=WEEK)),
            "after": week_address(self.monday + timedelta(days=WEEK)),
            "may_copy": may_plan and self.monday + timedelta(days=WEEK) > self.today,
        }

    def _day(self, number: int, shifts: Any, turns: Any, names: dict[UUID, str]) -> dict[str, Any]:
        on, zone = self.monday + timedelta(days=number), ZoneInfo(self.here.time_zone)
        return {
            "on": on,
            "is_today": on == self.today,
            "is_open": on >= self.today,
            "shifts": [
                (one, names.get(one.person_id, ""), times(one.begins_at, one.ends_at))
                for one in shifts
                if one.begins_at.astimezone(zone).date() == on
            ],
            "turns": [
                (one, names.get(one.person_id, ""), one.started_at, left_at(one), turn_badge(one))
                for one in turns
                if one.started_at.astimezone(zone).date() == on
            ],
        }


class _OfRoster(Screen):
    def address(self) -> str:
        """The roster, at the week where the button stood."""
        week = day_named(self.request.POST.get("week", ""))
        return week_address(week) if week else reverse("backoffice:duty_roster")


class ComeOnDuty(_OfRoster, ButtonScreen):
    """The person who is signed in comes on duty."""

    calls = Calls(sign_on)
    done = gettext_lazy("You are on duty.")


class LeaveDuty(_OfRoster, ButtonScreen):
    """The person who is signed in leaves."""

    calls = Calls(sign_off)
    done = gettext_lazy("You are no longer on duty.")


class EndSomebodysDuty(_OfRoster, ButtonScreen):
    """Somebody who forgot to sign off is signed off."""

    calls = Calls(end_turn, reason=at_most(120))
    done = gettext_lazy("Signed off from duty.")


class RemoveShift(_OfRoster, ButtonScreen):
    """A shift is taken out."""

    calls = Calls(remove_shift)
    done = gettext_lazy("Shift removed.")


class CopyWeek(_OfRoster, ButtonScreen):
    """The week is planned like the one before."""

    calls = Calls(copy_week)
    done = gettext_lazy("Shifts of the week before added.")

    def given(self) -> dict[str, Any]:
        return {"week": day_named(self.request.POST.get("week", "")) or clock.now().date()}
