"""Papers of sales as a Django app."""

from django.apps import AppConfig


class SaleDocumentsConfig(AppConfig):
    """Documents, templates, sending."""

    name = "theriac.domains.sale_documents"
    label = "sale_documents"

    def ready(self) -> None:
        from theriac.domains.sale_documents import (  # noqa: PLC0415 (app-ready)
            files,  # noqa: F401
            retention,  # noqa: F401
            sealed,  # noqa: F401
            verification,  # noqa: F401
        )
