"""What the screens of the cold chain share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.problems import Text
from theriac.domains.cold_chain.queries.sensors import find_sensor
from theriac.surfaces.backoffice.shell.badges import badge
from theriac.surfaces.backoffice.shell.one import One
from theriac.surfaces.backoffice.shell.screens import Crumb, Screen


class ColdScreen(Screen):
    """A screen below the cold places of the branch that is worked in."""

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(gettext_lazy("Fridge temperatures"), reverse("backoffice:cold_list"))]


class SensorScreen(ColdScreen):
    """A screen of the sensor that the address names."""

    sensor: One[Any] = One(
        "sensor_id",
        lambda at, key: find_sensor(actor=at.actor, branch_id=at.branch, sensor_id=key),
        missing=gettext_lazy("This sensor doesn’t exist at this branch. Choose one from the list."),
    )

    def sensor_url(self) -> str:
        return reverse("backoffice:cold_detail", args=[self.sensor.id])

    def page_title(self) -> Text:
        return str(self.sensor.name)


def excursion_badge(excursion: Any) -> SafeString:
    """Going on, to be assessed, or assessed."""
    if excursion.closed_at is not None:
        return badge(_("Assessed"), "check2-all", "go")
    if excursion.ended_at is None:
        return badge(_("Still outside limits"), "thermometer-half", "solid-stop")
    return badge(_("Awaiting assessment"), "clipboard-pulse", "stop")
