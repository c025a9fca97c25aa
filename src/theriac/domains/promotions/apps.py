"""Promotions as a Django app."""

from django.apps import AppConfig


class PromotionsConfig(AppConfig):
    """Promotions, their coupons, and each redemption."""

    name = "theriac.domains.promotions"
    label = "promotions"

    def ready(self) -> None:
        from theriac.domains.promotions import (  # noqa: PLC0415 (app-ready)
            sealed,  # noqa: F401
            verification,  # noqa: F401
        )
