"""The log of what was brought back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

import django_filters
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from theriac.core.formatting import format_minor_units, format_month
from theriac.domains.accounts.queries.people import names_of
from theriac.domains.disposal.permissions import TAKE_BACK
from theriac.domains.disposal.queries import cancelled_of, list_taken_back, weights_by_month
from theriac.domains.stock.permissions import VIEW_STOCK
from theriac.surfaces.backoffice.disposal.waste.words import WASTE
from theriac.surfaces.backoffice.shell import frame
from theriac.surfaces.backoffice.shell.listing.exported import ExportedScreen
from theriac.surfaces.backoffice.shell.listing.tables import ListFilters, ListTable, TextColumn
from theriac.surfaces.backoffice.shell.lists import Action, Empty, Export, ListScreen, Sort
from theriac.surfaces.backoffice.shell.screens import Crumb
from theriac.surfaces.backoffice.templatetags import theriac as shown

A_YEAR = 366


class TakenBackTable(ListTable):
    """What, its class, its weight, the day, who logged it, the way to answer it."""

    what = TextColumn(verbose_name=_("What"), accessor="what")
    waste = TextColumn(verbose_name=_("Class"), accessor="waste_words", label=_("Class"))
    grams = TextColumn(verbose_name=_("Grams"), accessor="grams_words", label=_("Grams"))
    day = TextColumn(verbose_name=_("Day"), accessor="day_words", label=_("Day"))
    person = TextColumn(verbose_name=_("Who"), accessor="person", label=_("Who"))
    act = TextColumn(verbose_name="", accessor="act_words")


class TakenBackFilters(ListFilters):
    """By class and day."""

    waste = django_filters.ChoiceFilter(label=_("Class"), choices=list(WASTE.items()))
    since = django_filters.DateFilter("business_on", lookup_expr="gte", label=_("From"))
    until = django_filters.DateFilter("business_on", lookup_expr="lte", label=_("Until"))


class TakenBackList(ListScreen):
    """Every entry of the branch."""

    permission = VIEW_STOCK
    title = _("Returned medicines")
    counted = ngettext_lazy("%(count)s entry", "%(count)s entries", "count")
    table_class = TakenBackTable
    filterset_class = TakenBackFilters
    sorts = {"logged": Sort(_("Recorded"), ("recorded_at",), descending=True)}
    default_sort = "logged"
    exports = (
        Export(_("Day"), "business_on"),
        Export(_("What"), lambda row: row.product.name if row.product else row.name),
        Export(_("Class"), lambda row: str(WASTE[row.waste])),
        Export(_("Grams"), lambda row: -row.grams if row.cancels_id else row.grams),
        Export(_("Note"), "note"),
    )
    empty = Empty(
        _("No returned medicines yet"),
        _("Record the medicines that customers hand in. They are destroyed, never resold."),
        "recycle",
    )

    def rows(self) -> QuerySet[Any]:
        return list_taken_back(actor=self.actor, branch_id=self.branch_id or UUID(int=0))

    def actions(self) -> Sequence[Action]:
        months = reverse("backoffice:waste_months")
        new = reverse("backoffice:waste_new")
        return [
            Action(_("By month"), "bar-chart", months),
            Action(_("Record returned medicines"), "recycle", new, TAKE_BACK, "primary"),
        ]

    def load(self, ids: Any) -> Any:
        """Entries in words."""
        rows: dict[Any, Any] = {row.pk: row for row in self.rows().filter(pk__in=list(ids))}
        people = names_of({row.person_id for row in rows.values()})
        branch_id = self.branch_id or UUID(int=0)
        cancelled = cancelled_of(actor=self.actor, branch_id=branch_id)
        may = self.may(TAKE_BACK)
        for row in rows.values():
            row.what = row.product.name if row.product else row.name
            row.waste_words = str(WASTE[row.waste])
            row.grams_words = shown.number(-row.grams if row.cancels_id else row.grams)
            row.day_words = shown.local_date(row.business_on)
            row.person = people.get(row.person_id, "")
            row.act_words = _way(row, is_answered=row.pk in cancelled, may=may)
        return rows


def _way(row: Any, *, is_answered: bool, may: bool) -> SafeString | str:
    if row.cancels_id:
        return shown.badge(str(_("Removes another entry")), "dash-circle", "note")
    if is_answered:
        return shown.badge(str(_("Removed")), "x-circle", "note")
    if not may:
        return ""
    url = reverse("backoffice:waste_cancel", args=[row.pk])
    return format_html('<a href="{}">{}</a>', url, _("Entered by mistake"))


def _kilograms(grams: int) -> str:
    """1,250 kg as the country writes it."""
    return format_minor_units(grams, 3, frame.pharmacy().country)


class WasteMonthsScreen(ExportedScreen):
    """Kilograms by class and month of the last year."""

    permission = VIEW_STOCK
    template_name = "backoffice/disposal/waste/months.html"
    title = _("Returned medicines by month")
    exports = (
        Export(_("Month"), lambda row: row.month),
        Export(_("Class"), lambda row: WASTE[row.waste]),
        Export(_("Entries"), lambda row: row.entries),
        Export(_("Grams"), lambda row: row.grams),
    )

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(_("Returned medicines"), reverse("backoffice:waste_list"))]

    def exported_rows(self) -> Sequence[Any]:
        """A class in a month each."""
        since = (shown.today() - timedelta(days=A_YEAR)).replace(day=1)
        branch_id = self.branch_id or UUID(int=0)
        found: Sequence[Any] = weights_by_month(actor=self.actor, branch_id=branch_id, since=since)
        return found

    def context(self) -> dict[str, Any]:
        """The months, each with its classes and sum."""
        found = self.exported_rows()
        months: dict[Any, list[Any]] = {}
        for one in found:
            months.setdefault(one.month, []).append(one)
        return {
            "months": [
                {
                    "month": format_month(month, get_language() or "en"),
                    "rows": [(WASTE[one.waste], one, _kilograms(one.grams)) for one in rows],
                    "kilograms": _kilograms(sum(one.grams for one in rows)),
                }
                for month, rows in months.items()
            ]
        }
