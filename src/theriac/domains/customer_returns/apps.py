"""Returns of customers as a Django app."""

from django.apps import AppConfig


class CustomerReturnsConfig(AppConfig):
    """Returns, refunds, exchanges."""

    name = "theriac.domains.customer_returns"
    label = "customer_returns"

    def ready(self) -> None:
        from theriac.domains.customer_returns import (  # noqa: PLC0415 (app-ready)
            approval,  # noqa: F401
            sealed,  # noqa: F401
            verification,  # noqa: F401
        )
        from theriac.domains.customer_returns.credit_note import (  # noqa: PLC0415 (app-ready)
            locked_refunds_by_credit,
        )
        from theriac.domains.sales.ledgers.ports import (  # noqa: PLC0415 (app-ready)
            register_refunds,
        )

        register_refunds(locked_refunds_by_credit)
