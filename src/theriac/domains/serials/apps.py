"""Serials as a Django app."""

from django.apps import AppConfig


class SerialsConfig(AppConfig):
    """Serial numbers of packs."""

    name = "theriac.domains.serials"
    label = "serials"

    def ready(self) -> None:
        from theriac.domains.serials import (  # noqa: PLC0415 (app-ready)
            reactions,  # noqa: F401
            verification,  # noqa: F401
        )
