"""Stock as a Django app."""

from django.apps import AppConfig


class StockConfig(AppConfig):
    """Batches, places, movements, balances."""

    name = "theriac.domains.stock"
    label = "stock"

    def ready(self) -> None:
        from theriac.domains.catalog.imports.kinds import register_kind  # noqa: PLC0415 (app-ready)
        from theriac.domains.stock import (  # noqa: PLC0415 (app-ready)
            approving,  # noqa: F401
            jobs,  # noqa: F401
            reactions,  # noqa: F401
            sealing,  # noqa: F401
            verification,  # noqa: F401
        )
        from theriac.domains.stock.imports.kind import OPENING_STOCK  # noqa: PLC0415 (app-ready)

        register_kind(OPENING_STOCK)
