"""Offers as a Django app."""

from django.apps import AppConfig


class OffersConfig(AppConfig):
    """Offers of suppliers, their lines, and what was confirmed of them."""

    name = "theriac.domains.offers"
    label = "offers"

    def ready(self) -> None:
        from theriac.domains.offers import permissions, sealed, verification  # noqa: F401, PLC0415 (app-ready)
