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
