"""The cold chain as a Django app."""

from django.apps import AppConfig


class ColdChainConfig(AppConfig):
    """Sensors, readings, excursions."""

    name = "theriac.domains.cold_chain"
    label = "cold_chain"

    def ready(self) -> None:
        from theriac.domains.cold_chain import (  # noqa: PLC0415 (app-ready)
            jobs,  # noqa: F401
        )
