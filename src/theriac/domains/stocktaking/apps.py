"""Stocktaking as a Django app."""

from django.apps import AppConfig


class StocktakingConfig(AppConfig):
    """Counts of stock."""

    name = "theriac.domains.stocktaking"
    label = "stocktaking"

    def ready(self) -> None:
        from theriac.domains.catalog.ports import register_part  # noqa: PLC0415 (app-ready)
        from theriac.domains.stocktaking import (  # noqa: PLC0415 (app-ready)
            approval,  # noqa: F401
            jobs,  # noqa: F401
            reactions,  # noqa: F401
            sealed,  # noqa: F401
            verification,  # noqa: F401
        )
        from theriac.domains.stocktaking.merges import CountsTakePart  # noqa: PLC0415 (app-ready)

        register_part("stocktaking", CountsTakePart())
