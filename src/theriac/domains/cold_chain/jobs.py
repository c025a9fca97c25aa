"""Scheduled work of the cold chain: sensors that fell silent."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from theriac.core.actor import SYSTEM
from theriac.core.jobs.schedule import scheduled
from theriac.core.jobs.task import task
from theriac.domains.cold_chain.commands.excursions import report_silence, silent_sensors


@scheduled(every=timedelta(minutes=5))
@task(name="cold_chain.look_for_silent_sensors", title=_("Checking for silent sensors"))
def look_for_silent_sensors() -> int:
    """Raise an alert for each sensor that fell silent; tells how many."""
    silent = silent_sensors()
    if silent:
        report_silence(actor=SYSTEM, sensor_ids=silent)
    return len(silent)
