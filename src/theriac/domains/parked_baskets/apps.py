"""Parked baskets as a Django app."""

from django.apps import AppConfig


class ParkedBasketsConfig(AppConfig):
    """Baskets that wait."""

    name = "theriac.domains.parked_baskets"
    label = "parked_baskets"

    def ready(self) -> None:
        from theriac.domains.parked_baskets import (  # noqa: PLC0415 (app-ready)
            jobs,  # noqa: F401
            verification,  # noqa: F401
        )
