"""The catalogue as a Django app."""

from django.apps import AppConfig


class CatalogConfig(AppConfig):
    """Products, packs, barcodes, prices, search."""

    name = "theriac.domains.catalog"
    label = "catalog"

    def ready(self) -> None:
        from theriac.domains.catalog import (  # noqa: PLC0415 (app-ready)
            files,  # noqa: F401
            jobs,  # noqa: F401
            retention,  # noqa: F401
        )
