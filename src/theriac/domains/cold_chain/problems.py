"""The refusals of this domain."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from theriac.core.problems import Conflict


class SensorCodeTaken(Conflict):
    """Another sensor has this code."""

    type = "stock.sensor_code_taken"
    title = gettext_lazy("This code is already in use")


class ExcursionSettled(Conflict):
    """The excursion, or a batch of it, is assessed already; or it isn't over yet."""

    type = "stock.excursion_settled"
    title = gettext_lazy("This excursion can’t be assessed now")
