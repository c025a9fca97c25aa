"""Purchasing as a Django app."""

from django.apps import AppConfig


class PurchasingConfig(AppConfig):
    """Goods receipts and what suppliers call their goods."""

    name = "theriac.domains.purchasing"
    label = "purchasing"

    def ready(self) -> None:
        from theriac.domains.purchasing import (  # noqa: PLC0415 (app-ready)
            files,  # noqa: F401
            permissions,  # noqa: F401
            sealed,  # noqa: F401
            verification,  # noqa: F401
        )
