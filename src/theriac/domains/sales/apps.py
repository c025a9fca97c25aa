"""Sales as a Django app."""

from django.apps import AppConfig


class SalesConfig(AppConfig):
    """Sales, payments, discrepancy cases, held pushes, voided numbers."""

    name = "theriac.domains.sales"
    label = "sales"

    def ready(self) -> None:
        from theriac.domains.sales import sealing, verification  # noqa: F401, PLC0415 (app-ready)
