"""Purchase orders as a Django app."""

from django.apps import AppConfig


class PurchaseOrdersConfig(AppConfig):
    """Orders, their lines, and what came of each."""

    name = "theriac.domains.purchase_orders"
    label = "purchase_orders"

    def ready(self) -> None:
        from theriac.domains.budgets.ports import register_bought  # noqa: PLC0415 (app-ready)
        from theriac.domains.forecasting.ports import (  # noqa: PLC0415 (app-ready)
            register_measured_leads,
            register_open_orders,
        )
        from theriac.domains.purchase_orders import (  # noqa: PLC0415 (app-ready)
            numbering,  # noqa: F401
            reactions,  # noqa: F401
            sealed,  # noqa: F401
            verification,  # noqa: F401
        )
        from theriac.domains.purchase_orders.orders import ORDER  # noqa: PLC0415 (app-ready)
        from theriac.domains.purchase_orders.permissions import (  # noqa: PLC0415 (app-ready)
            VIEW_ORDERS,
        )
        from theriac.domains.purchase_orders.queries.arrivals import (  # noqa: PLC0415 (app-ready)
            lead_spreads_of,
        )
        from theriac.domains.purchase_orders.queries.awaited_money import (  # noqa: PLC0415 (app-ready)
            awaited_money,
        )
        from theriac.domains.purchase_orders.queries.open_lines import (  # noqa: PLC0415 (app-ready)
            units_on_order,
        )

        register_bought(ORDER, awaited_money, VIEW_ORDERS)
        register_open_orders(units_on_order)
        register_measured_leads(lead_spreads_of)
