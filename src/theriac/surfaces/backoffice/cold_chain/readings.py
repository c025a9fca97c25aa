"""A sensor's readings, row by row, to be taken out as a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from theriac.core.problems import Text
from theriac.domains.cold_chain.queries.sensors import list_readings
from theriac.domains.stock.permissions import VIEW_STOCK
from theriac.surfaces.backoffice.cold_chain.base import SensorScreen
from theriac.surfaces.backoffice.cold_chain.degrees import degrees
from theriac.surfaces.backoffice.shell.badges import badge
from theriac.surfaces.backoffice.shell.listing.tables import (
    ListFilters,
    ListTable,
    MomentColumn,
    TextColumn,
)
from theriac.surfaces.backoffice.shell.lists import Empty, Export, ListScreen, Sort
from theriac.surfaces.backoffice.shell.screens import Crumb


class ReadingTable(ListTable):
    """When, how warm, inside or outside."""

    taken = MomentColumn(verbose_name=gettext_lazy("Read at"), accessor="taken_at")
    tenths = TextColumn(verbose_name=gettext_lazy("Temperature"), label=gettext_lazy("Temperature"))
    is_out = TextColumn(verbose_name=gettext_lazy("Status"))

    def render_tenths(self, value: int) -> str:
        return degrees(value)

    def render_is_out(self, value: bool) -> SafeString:
        if value:
            return badge(_("Outside limits"), "thermometer-half", "stop")
        return badge(_("Within limits"), "check2", "go")


class ReadingFilters(ListFilters):
    """Outside the limits; from a day; to a day."""

    is_out = django_filters.BooleanFilter(label=gettext_lazy("Outside limits"))
    since = django_filters.DateFilter(
        field_name="taken_at", lookup_expr="date__gte", label=gettext_lazy("From")
    )
    until = django_filters.DateFilter(
        field_name="taken_at", lookup_expr="date__lte", label=gettext_lazy("Until")
    )


class ReadingList(SensorScreen, ListScreen):
    """Everything that the sensor said."""

    permission = VIEW_STOCK
    title = gettext_lazy("Readings")
    counted = ngettext_lazy("%(count)s reading", "%(count)s readings", "count")
    table_class = ReadingTable
    filterset_class = ReadingFilters
    sorts = {"taken": Sort(gettext_lazy("Read at"), ("taken_at",), descending=True)}
    default_sort = "taken"
    exports = (
        Export(gettext_lazy("Read at"), lambda row: row.taken_at),
        Export(gettext_lazy("Temperature"), lambda row: degrees(row.tenths)),
        Export(gettext_lazy("Tenths of °C"), lambda row: row.tenths),
        Export(gettext_lazy("Outside limits"), lambda row: row.is_out),
        Export(gettext_lazy("Saved at"), lambda row: row.recorded_at),
    )
    empty = Empty(
        gettext_lazy("No readings yet"),
        gettext_lazy("Record a temperature, upload a file, or connect a program."),
        "thermometer",
    )

    def rows(self) -> QuerySet[Any]:
        """All of this sensor."""
        return list_readings(actor=self.actor, branch_id=self.branch, sensor_id=self.sensor.id)

    def load(self, ids: Sequence[Any]) -> Mapping[Any, Any]:
        return {row.pk: row for row in self.rows().filter(pk__in=ids)}

    def page_title(self) -> Text:
        return _("Readings of %(name)s") % {"name": self.sensor.name}

    def crumbs(self) -> Sequence[Crumb]:
        """Back to the sensor."""
        return [*super().crumbs(), Crumb(str(self.sensor.name), self.sensor_url())]
