"""Figures of a supplier's scorecard in words, each with what it is counted from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import Any

import django_filters
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from theriac.core.formatting import MINUS
from theriac.domains.purchasing.rules.scorecard import CountedShare, SupplierScore, year_until
from theriac.surfaces.backoffice.shell import frame
from theriac.surfaces.backoffice.shell.forms.days import day_of
from theriac.surfaces.backoffice.shell.listing.tables import ListFilters, TextColumn
from theriac.surfaces.backoffice.shell.quantities import part_days_words, tenths_words
from theriac.surfaces.backoffice.templatetags import theriac as shown


class ScoreFilters(ListFilters):
    """The days from and to; the last year where nothing is chosen."""

    since = django_filters.DateFilter(label=gettext_lazy("From date"), method="keep")
    until = django_filters.DateFilter(label=gettext_lazy("To date"), method="keep")

    def keep(self, rows: Any, name: str, value: Any) -> Any:
        """The screen asks for these days."""
        return rows


class OverAYear:
    """A screen over the days that the address names."""

    request: HttpRequest

    @cached_property
    def days(self) -> tuple[date, date]:
        """The first and the last day, both counted; none is to come."""
        asked, today = self.request.GET, shown.today()
        last_on = min(day_of(asked.get("until", "")) or today, today)
        first_on = day_of(asked.get("since", "")) or year_until(last_on)
        return min(first_on, last_on), last_on


class ObservedColumn(TextColumn):
    """A figure, and below it what it is counted from."""

    def render(self, value: tuple[str, str]) -> SafeString:
        figure, rests_on = value
        return format_html('{}<div class="t-2 t-sm">{}</div>', figure, rests_on)


@dataclass(frozen=True, slots=True)
class ScoreWords:
    """A score's figures: each a word and what it is counted from; None where nothing is."""

    score: SupplierScore

    @property
    def lead(self) -> tuple[str, str] | None:
        """The mean days; over how many orders."""
        lead = self.score.lead
        return None if lead is None else (days_of_lead(lead.mean), orders_words(lead.orders))

    @property
    def spread(self) -> str:
        """The median, and from the least to the most."""
        lead = self.score.lead
        if lead is None:
            return ""
        return _("median %(median)s, from %(least)s to %(most)s") % {
            "median": days_of_lead(lead.median),
            "least": tenths(lead.least),
            "most": days_of_lead(lead.most),
        }

    @property
    def by_line(self) -> tuple[str, str] | None:
        """Lines that came whole."""
        return share_words(self.score.fill_lines, _("%(part)s of %(whole)s lines"))

    @property
    def by_unit(self) -> tuple[str, str] | None:
        """Base units that came."""
        return share_words(self.score.fill_units, _("%(part)s of %(whole)s units"))

    @property
    def short(self) -> tuple[str, str] | None:
        """Base units that were short-dated."""
        return share_words(self.score.short, _("%(part)s of %(whole)s units"))

    @property
    def returned(self) -> tuple[str, str] | None:
        """Base units that went back."""
        return share_words(self.score.returned, _("%(part)s of %(whole)s units"))

    @property
    def different(self) -> tuple[str, str] | None:
        """Deliveries whose invoice differed."""
        return share_words(self.score.different, _("%(part)s of %(whole)s invoices"))

    @property
    def moved(self) -> tuple[str, str] | None:
        """How prices moved; over how many products."""
        moved, count = self.score.moved_bp, self.score.compared
        if moved is None:
            return None
        words = ngettext("%(count)s product compared", "%(count)s products compared", count)
        return moved_words(moved), words % {"count": shown.number(count)}


def share_words(counted: CountedShare, words: str) -> tuple[str, str] | None:
    """98.5%, and 197 of 200; None of nothing."""
    share = counted.share_bp
    if share is None:
        return None
    parts = {"part": shown.number(counted.part), "whole": shown.number(counted.whole)}
    return shown.rate(share), words % parts


def moved_words(bp: int | None) -> str:
    """+2.5% or −1%; "" where nothing is compared."""
    if bp is None:
        return ""
    sign = "+" if bp > 0 else MINUS if bp < 0 else ""
    return f"{sign}{shown.rate(abs(bp))}"


def orders_words(count: int) -> str:
    """12 orders."""
    return ngettext("%(count)s order", "%(count)s orders", count) % {"count": shown.number(count)}


def tenths(value: Fraction) -> str:
    """With one decimal at most."""
    return tenths_words(value, frame.pharmacy().country)


def days_of_lead(value: Fraction) -> str:
    """3.4 days."""
    return part_days_words(value, frame.pharmacy().country)
