"""Over which days the books are looked at, and at which branches."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cached_property
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

import django_filters
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from theriac.core.actor import Actor
from theriac.core.ids import parse_id
from theriac.domains.books.permissions import VIEW_BOOKS
from theriac.domains.organisation.queries.branches import list_branches
from theriac.surfaces.backoffice.shell.forms.days import day_of
from theriac.surfaces.backoffice.shell.listing.tables import ListFilters
from theriac.surfaces.backoffice.shell.screens import actor_of
from theriac.surfaces.backoffice.templatetags import theriac as shown

ONE_DAY = timedelta(days=1)
PERIODS = (
    ("last_month", _("Last month")),
    ("this_year", _("This year")),
    ("last_year", _("Last year")),
)


def period_of(word: str, today: date) -> tuple[date, date]:
    """The first and the last day of a period; of this month for another word."""
    month = today.replace(day=1)
    if word == "last_month":
        return (month - ONE_DAY).replace(day=1), month - ONE_DAY
    year = today.replace(month=1, day=1)
    if word == "this_year":
        return year, today
    if word == "last_year":
        return year.replace(year=year.year - 1), year - ONE_DAY
    return month, today


class DaysFilters(ListFilters):
    """A period, or the days from and to."""

    period = django_filters.ChoiceFilter(
        label=_("Period"), method="keep", choices=PERIODS, empty_label=_("This month")
    )
    since = django_filters.DateFilter(label=_("From date"), method="keep")
    until = django_filters.DateFilter(label=_("To date"), method="keep")

    def keep(self, rows: Any, name: str, value: Any) -> Any:
        """The screen asks for these days."""
        return rows


class PeriodFilters(DaysFilters):
    """The same at a branch."""

    branch = django_filters.ChoiceFilter(label=_("Branch"), method="keep")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        seen = list_branches(actor_of(self.request).branches_with(VIEW_BOOKS))
        self.filters["branch"].extra["choices"] = [(str(one.id), one.name) for one in seen]


class OverDays:
    """Which days the address says; a day that can't be read isn't said."""

    request: HttpRequest

    @cached_property
    def days(self) -> tuple[date, date]:
        """The first and the last day; this month so far where the address says none."""
        asked = self.request.GET
        first_on, last_on = period_of(asked.get("period", ""), shown.today())
        first_on = day_of(asked.get("since", "")) or first_on
        last_on = day_of(asked.get("until", "")) or last_on
        return first_on, max(first_on, last_on)


class OverAPeriod(OverDays):
    """The same, and at which branch."""

    actor: Actor

    def address_over(self, page: str, days: tuple[date, date], **more: str) -> str:
        """A page of the books over these days, at the same branch."""
        first_on, last_on = days
        kept = {"since": first_on.isoformat(), "until": last_on.isoformat(), **more}
        if self.at_branch_id:
            kept["branch"] = str(self.at_branch_id)
        return f"{page}?{urlencode(kept)}"

    @cached_property
    def at_branch_id(self) -> UUID | None:
        """The branch, None for all; another than the actor may look at is all of theirs."""
        named = parse_id(self.request.GET.get("branch", ""))
        seen = self.actor.branches_with(VIEW_BOOKS)
        return named if named and (seen is None or named in seen) else None
