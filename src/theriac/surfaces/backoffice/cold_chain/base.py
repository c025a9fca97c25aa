"""What the screens of the cold chain share."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.problems import NotFound, Text
from theriac.domains.cold_chain.queries.sensors import find_sensor
from theriac.surfaces.backoffice.shell.badges import badge
from theriac.surfaces.backoffice.shell.screens import Crumb, Screen


class ColdScreen(Screen):
    """A screen below the cold places of the branch that is worked in."""

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(gettext_lazy("Cold places"), reverse("backoffice:cold_list"))]


class SensorScreen(ColdScreen):
    """A screen of the sensor that the address names."""

    @cached_property
    def sensor(self) -> Any:
        """The sensor. Raises NotFound."""
        wanted = UUID(str(self.kwargs["sensor_id"]))
        found = find_sensor(actor=self.actor, branch_id=self.branch, sensor_id=wanted)
        if found is None:
            raise NotFound(_("There is no such sensor here. Look in the list."))
        return found

    def sensor_url(self) -> str:
        return reverse("backoffice:cold_detail", args=[self.sensor.id])

    def page_title(self) -> Text:
        return str(self.sensor.name)


def excursion_badge(excursion: Any) -> SafeString:
    """Going on, to be assessed, or assessed."""
    if excursion.closed_at is not None:
        return badge(_("Assessed"), "check2-all", "go")
    if excursion.ended_at is None:
        return badge(_("Still outside its limits"), "thermometer-half", "solid-stop")
    return badge(_("To be assessed"), "clipboard-pulse", "stop")
