"""Stock as a Django app."""

from django.apps import AppConfig


class StockConfig(AppConfig):
    """Batches, places, movements, balances."""

    name = "theriac.domains.stock"
    label = "stock"

    def ready(self) -> None:
        from theriac.domains.catalog.imports.kinds import register_kind  # noqa: PLC0415 (app-ready)
        from theriac.domains.catalog.ports import (  # noqa: PLC0415 (app-ready)
            register_costs,
            register_part,
            register_printed,
            register_stock,
        )
        from theriac.domains.stock import (  # noqa: PLC0415 (app-ready)
            approval,  # noqa: F401
            jobs,  # noqa: F401
            reactions,  # noqa: F401
            sealed,  # noqa: F401
        )
        from theriac.domains.stock.commands import past_stock, places  # noqa: F401, PLC0415 (app-ready)
        from theriac.domains.stock.commands.merges.carry import (  # noqa: PLC0415 (app-ready)
            StockTakesPart,
        )
        from theriac.domains.stock.imports.kind import OPENING_STOCK  # noqa: PLC0415 (app-ready)
        from theriac.domains.stock.queries.last_costs import (  # noqa: PLC0415 (app-ready)
            last_costs,
        )
        from theriac.domains.stock.queries.printed_prices import (  # noqa: PLC0415 (app-ready)
            lowest_printed,
        )
        from theriac.domains.stock.queries.sellable import (  # noqa: PLC0415 (app-ready)
            sellable_products,
        )
        from theriac.domains.stock.verification import (  # noqa: PLC0415 (app-ready)
            corrections,  # noqa: F401
            ledger,  # noqa: F401
            merges,  # noqa: F401
            reservations,  # noqa: F401
        )

        register_kind(OPENING_STOCK)
        register_part("stock", StockTakesPart())
        register_costs(last_costs)
        register_printed(lowest_printed)
        register_stock(sellable_products)
