"""Gift cards as a Django app."""

from django.apps import AppConfig


class GiftCardsConfig(AppConfig):
    """Gift cards and what they hold."""

    name = "theriac.domains.gift_cards"
    label = "gift_cards"

    def ready(self) -> None:
        from theriac.domains.gift_cards import (  # noqa: PLC0415 (app-ready)
            jobs,  # noqa: F401
            sealed,  # noqa: F401
            verification,  # noqa: F401
        )
