"""The back office as a Django app."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BackOfficeConfig(AppConfig):
    """Templates, static files and template tags of the back office."""

    name = "theriac.surfaces.backoffice"
    label = "backoffice"
    verbose_name = _("Back office")

    def ready(self) -> None:
        # It listens for the beginning of requests, also for that of a process's first.
        from theriac.surfaces.backoffice.shell import frame  # noqa: F401, PLC0415 (app-ready)
