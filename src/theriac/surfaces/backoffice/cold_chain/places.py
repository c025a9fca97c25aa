"""The list of cold places: each sensor, what it said last, and whether that is well."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

import django_filters
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from theriac.core import clock
from theriac.domains.cold_chain.permissions import MANAGE_COLD, RECORD_COLD
from theriac.domains.cold_chain.queries.sensors import last_readings, list_sensors
from theriac.domains.stock.permissions import VIEW_STOCK
from theriac.surfaces.backoffice.cold_chain.degrees import degrees
from theriac.surfaces.backoffice.shell.badges import badge
from theriac.surfaces.backoffice.shell.listing.tables import (
    CodeColumn,
    ListFilters,
    ListTable,
    NameColumn,
    TextColumn,
)
from theriac.surfaces.backoffice.shell.lists import Action, Empty, Export, ListScreen, Sort
from theriac.surfaces.backoffice.shell.screens import Crumb
from theriac.surfaces.backoffice.templatetags import theriac as shown


@dataclass(frozen=True, slots=True)
class SensorRow:
    """A sensor and what it said last."""

    sensor: Any
    last: Any

    @property
    def pk(self) -> UUID:
        """The sensor's id."""
        return UUID(str(self.sensor.pk))

    @property
    def limits(self) -> str:
        """2 to 8 degrees."""
        return _("%(low)s to %(high)s") % {
            "low": degrees(self.sensor.low),
            "high": degrees(self.sensor.high),
        }

    @property
    def now(self) -> str:
        """What it said last, and when; empty where it never said anything."""
        if self.last is None:
            return ""
        moment = shown.local_moment(self.last.taken_at)
        return f"{degrees(self.last.tenths)}, {moment}"

    @property
    def state(self) -> SafeString:
        """Well, outside, silent, or out of use."""
        if not self.sensor.is_active:
            return badge(_("Inactive"), "dash-circle")
        silent = timedelta(minutes=self.sensor.silent_minutes)
        if self.last is None or clock.now() - self.last.taken_at > silent:
            return badge(_("No signal"), "wifi-off", "look")
        if self.last.is_out:
            return badge(_("Outside limits"), "thermometer-half", "stop")
        return badge(_("Within limits"), "check2", "go")


class SensorTable(ListTable):
    """Name with shelf, code, limits, last reading, state."""

    name = NameColumn(
        verbose_name=gettext_lazy("Fridge"),
        accessor="sensor__name",
        url=lambda row: reverse("backoffice:cold_detail", args=[row.pk]),
        note=lambda row: row.sensor.shelf,
    )
    code = CodeColumn(
        verbose_name=gettext_lazy("Sensor"),
        accessor="sensor__code",
        label=gettext_lazy("Sensor"),
    )
    limits = TextColumn(verbose_name=gettext_lazy("Limits"), label=gettext_lazy("Limits"))
    now = TextColumn(
        verbose_name=gettext_lazy("Last reading"),
        label=gettext_lazy("Last reading"),
        empty_values=(None, ""),
    )
    state = TextColumn(verbose_name=gettext_lazy("Status"))


class SensorFilters(ListFilters):
    """Those in use."""

    is_active = django_filters.BooleanFilter(label=gettext_lazy("In use"))


class ColdList(ListScreen):
    """Every sensor of the branch."""

    permission = VIEW_STOCK
    title = gettext_lazy("Fridge temperatures")
    counted = ngettext_lazy("%(count)s sensor", "%(count)s sensors", "count")
    table_class = SensorTable
    filterset_class = SensorFilters
    sorts = {"name": Sort(gettext_lazy("Fridge"), ("name",))}
    default_sort = "name"
    exports = (
        Export(gettext_lazy("Fridge"), lambda row: row.sensor.name),
        Export(gettext_lazy("Sensor"), lambda row: row.sensor.code),
        Export(gettext_lazy("Shelf"), lambda row: row.sensor.shelf),
        Export(gettext_lazy("Lower limit, tenths of °C"), lambda row: row.sensor.low),
        Export(gettext_lazy("Upper limit, tenths of °C"), lambda row: row.sensor.high),
        Export(gettext_lazy("Minutes outside limits"), lambda row: row.sensor.minutes),
        Export(
            gettext_lazy("Last reading, tenths of °C"),
            lambda row: row.last.tenths if row.last else None,
        ),
        Export(gettext_lazy("Read at"), lambda row: row.last.taken_at if row.last else None),
    )
    empty = Empty(
        gettext_lazy("No sensors yet"),
        gettext_lazy("Add the thermometer of each fridge, read manually or by a logger."),
        "thermometer-snow",
    )

    def rows(self) -> QuerySet[Any]:
        if self.branch_id is None:
            return list_sensors(actor=self.actor, branch_id=UUID(int=0)).none()
        return list_sensors(actor=self.actor, branch_id=self.branch_id)

    def load(self, ids: Sequence[Any]) -> Mapping[Any, Any]:
        """Sensors with what they said last."""
        if self.branch_id is None:
            return {}
        last = last_readings(actor=self.actor, branch_id=self.branch_id)
        rows = self.rows().filter(pk__in=ids)
        return {row.pk: SensorRow(row, last.get(row.pk)) for row in rows}

    def actions(self) -> Sequence[Action]:
        """Excursions, a file, a new one."""
        return [
            Action(
                gettext_lazy("Excursions"),
                "thermometer-half",
                reverse("backoffice:excursion_list"),
                VIEW_STOCK,
            ),
            Action(
                gettext_lazy("Upload file"),
                "upload",
                reverse("backoffice:cold_import"),
                RECORD_COLD,
            ),
            Action(
                gettext_lazy("Set up a sensor"),
                "plus-lg",
                reverse("backoffice:cold_new"),
                MANAGE_COLD,
                "primary",
            ),
        ]

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(gettext_lazy("Stock"), reverse("backoffice:stock_list"))]
