"""Tills as a Django app."""

from django.apps import AppConfig


class TillsConfig(AppConfig):
    """Sessions of tills and their cash."""

    name = "theriac.domains.tills"
    label = "tills"

    def ready(self) -> None:
        from theriac.domains.tills import (  # noqa: PLC0415 (app-ready)
            jobs,  # noqa: F401
            reactions,  # noqa: F401
            verification,  # noqa: F401
        )
