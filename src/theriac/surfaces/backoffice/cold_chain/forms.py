"""The form of a sensor, and a temperature that somebody read by eye."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.facts.records import given
from theriac.core.problems import Unprocessable
from theriac.domains.cold_chain.commands.readings import ReadingSent, record_readings
from theriac.domains.cold_chain.commands.sensors import (
    SensorWritten,
    add_sensor,
    change_sensor,
)
from theriac.domains.cold_chain.permissions import MANAGE_COLD, RECORD_COLD
from theriac.domains.cold_chain.rules import USUAL_HIGH, USUAL_LOW, USUAL_MINUTES, USUAL_SILENT
from theriac.surfaces.backoffice.catalog.storage import STORAGES
from theriac.surfaces.backoffice.cold_chain.base import ColdScreen, SensorScreen
from theriac.surfaces.backoffice.cold_chain.degrees import DegreesField
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm
from theriac.surfaces.backoffice.shell.forms.records import text_of, whole_of
from theriac.surfaces.backoffice.shell.forms.screen import FormScreen
from theriac.surfaces.backoffice.shell.screens import Crumb


class SensorForm(ScreenForm):
    """What is kept of a sensor."""

    name = text_of(SensorWritten, "name", gettext_lazy("Name of the fridge"))
    code = text_of(
        SensorWritten,
        "code",
        gettext_lazy("Code of the sensor"),
        help_text=gettext_lazy("The code that the logger or program uses."),
    )
    shelf = text_of(
        SensorWritten,
        "shelf",
        gettext_lazy("Shelf"),
        help_text=gettext_lazy(
            "The location as on the batches stored there. Leave empty for all products with "
            "this storage condition at this branch."
        ),
    )
    storage = forms.ChoiceField(
        label=gettext_lazy("Storage condition"), choices=list(STORAGES.items())
    )
    low = DegreesField(label=gettext_lazy("Lower limit, °C"))
    high = DegreesField(label=gettext_lazy("Upper limit, °C"))
    minutes = whole_of(
        SensorWritten,
        "minutes",
        gettext_lazy("Minutes outside limits before it is an excursion"),
        required=True,
    )
    silent_minutes = whole_of(
        SensorWritten,
        "silent_minutes",
        gettext_lazy("Minutes without a reading before a warning"),
        help_text=gettext_lazy("For example 720 for a thermometer that is read twice a day."),
        required=True,
    )
    is_active = forms.BooleanField(label=gettext_lazy("In use"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, required=False)

    def facts(self, **kept: Any) -> SensorWritten:
        data = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        return given(SensorWritten, **data, **kept)


class AddSensor(ColdScreen, FormScreen):
    """A new sensor."""

    permission = MANAGE_COLD
    form_class = SensorForm
    title = gettext_lazy("Set up a sensor")
    submit_label = gettext_lazy("Save sensor")
    done = gettext_lazy("Sensor added.")

    def initial(self) -> dict[str, Any]:
        """A fridge of 2 to 8 degrees."""
        return {
            "low": USUAL_LOW,
            "high": USUAL_HIGH,
            "minutes": USUAL_MINUTES,
            "silent_minutes": USUAL_SILENT,
            "storage": "fridge",
            "is_active": True,
        }

    def act(self, form: Any) -> str:
        """Set it up and show it."""
        sensor_id = add_sensor(actor=self.actor, branch_id=self.branch, facts=form.facts())
        return reverse("backoffice:cold_detail", args=[sensor_id])


class ChangeSensor(SensorScreen, FormScreen):
    """Other facts of a sensor."""

    permission = MANAGE_COLD
    form_class = SensorForm
    lead = gettext_lazy("Earlier readings are still judged by the limits of that time.")
    submit_label = gettext_lazy("Save sensor")
    done = gettext_lazy("Saved.")

    def initial(self) -> dict[str, Any]:
        return {name: getattr(self.sensor, name) for name in SensorForm.base_fields}

    def act(self, form: Any) -> str:
        change_sensor(
            actor=self.actor,
            branch_id=self.branch,
            sensor_id=self.sensor.id,
            version=form.cleaned_data["version"] or 0,
            facts=form.facts(place_id=self.sensor.place_id),
        )
        return self.sensor_url()

    def crumbs(self) -> Sequence[Crumb]:
        """Back to the sensor."""
        return [*super().crumbs(), Crumb(self.page_title(), self.sensor_url())]


class ReadForm(ScreenForm):
    """A temperature as the thermometer shows it now."""

    tenths = DegreesField(
        label=gettext_lazy("Temperature now, °C"),
        help_text=gettext_lazy("As shown on the thermometer, for example 5.4."),
    )


class ReadSensor(SensorScreen, FormScreen):
    """Write down what the thermometer shows."""

    permission = RECORD_COLD
    form_class = ReadForm
    submit_label = gettext_lazy("Save")
    done = gettext_lazy("Temperature saved.")

    def act(self, form: ScreenForm) -> str:
        reading = given(
            ReadingSent,
            code=self.sensor.code,
            taken_at=clock.now(),
            tenths=form.cleaned_data["tenths"],
        )
        done = record_readings(actor=self.actor, branch_id=self.branch, readings=[reading])
        if done.refused:
            raise Unprocessable(done.refused[0].reason, field="tenths")
        return self.sensor_url()

    def crumbs(self) -> Sequence[Crumb]:
        """Back to the sensor."""
        return [*super().crumbs(), Crumb(self.page_title(), self.sensor_url())]
