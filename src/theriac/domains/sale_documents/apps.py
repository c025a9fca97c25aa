"""Papers of sales as a Django app."""

from django.apps import AppConfig


class SaleDocumentsConfig(AppConfig):
    """Documents and sending."""

    name = "theriac.domains.sale_documents"
    label = "sale_documents"

    def ready(self) -> None:
        from theriac.domains.sale_documents import (  # noqa: PLC0415 (app-ready)
            retention,  # noqa: F401
            sealed,  # noqa: F401
            verification,  # noqa: F401
        )
