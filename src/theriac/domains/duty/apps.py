"""Duty as a Django app."""

from django.apps import AppConfig


class DutyConfig(AppConfig):
    """Who is responsible at a branch, when."""

    name = "theriac.domains.duty"
    label = "duty"

    def ready(self) -> None:
        from theriac.domains.duty import (  # noqa: PLC0415 (app-ready)
            sealed,  # noqa: F401
            verification,  # noqa: F401
        )
