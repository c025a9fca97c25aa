"""Sales as a Django app."""

from django.apps import AppConfig


class SalesConfig(AppConfig):
    """Sales, payments, discrepancy cases, held pushes, voided numbers."""

    name = "theriac.domains.sales"
    label = "sales"

    def ready(self) -> None:
        from theriac.core.privacy.erasure import Eraser, register_eraser  # noqa: PLC0415 (app-ready)
        from theriac.domains.gift_cards.ports import (  # noqa: PLC0415 (app-ready)
            register_sales,
        )
        from theriac.domains.sales import (  # noqa: F401, PLC0415 (app-ready)
            events,
            ground_verification,
            holds,
            jobs,
            recipients,
            retention,
            sealed,
            verification,
        )
        from theriac.domains.sales.checkout import over_quota  # noqa: F401, PLC0415 (app-ready)
        from theriac.domains.sales.commands import (  # noqa: PLC0415 (app-ready)
            record_past_sales,  # noqa: F401
        )
        from theriac.domains.sales.dispensing import (  # noqa: PLC0415 (app-ready)
            verification as of_dispenses,  # noqa: F401
        )
        from theriac.domains.sales.pushes import conflicts  # noqa: F401, PLC0415 (app-ready)
        from theriac.domains.sales.queries import purchases  # noqa: F401, PLC0415 (app-ready)
        from theriac.domains.sales.queries.sold_goods import is_sale  # noqa: PLC0415 (app-ready)

        register_sales(is_sale)

        register_eraser("sales", Eraser(retention.destroyed_months, retention.forget_months))
