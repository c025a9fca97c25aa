"""Transfers as a Django app."""

from django.apps import AppConfig


class TransfersConfig(AppConfig):
    """Transfers of stock."""

    name = "theriac.domains.transfers"
    label = "transfers"

    def ready(self) -> None:
        from theriac.domains.transfers import (  # noqa: PLC0415 (app-ready)
            verification,  # noqa: F401
        )
