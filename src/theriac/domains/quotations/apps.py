"""Quotations as a Django app."""

from django.apps import AppConfig


class QuotationsConfig(AppConfig):
    """Prices promised until a day."""

    name = "theriac.domains.quotations"
    label = "quotations"

    def ready(self) -> None:
        from theriac.domains.quotations import (  # noqa: PLC0415 (app-ready)
            reactions,  # noqa: F401
            sent_documents,  # noqa: F401
            verification,  # noqa: F401
        )
