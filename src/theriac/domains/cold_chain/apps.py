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
        from theriac.domains.cold_chain.queries.held import why_kept  # noqa: PLC0415 (app-ready)
        from theriac.domains.stock.ports import register_keeping  # noqa: PLC0415 (app-ready)

        register_keeping("cold_chain", why_kept)
