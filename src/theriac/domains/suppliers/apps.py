"""Suppliers as a Django app."""

from django.apps import AppConfig


class SuppliersConfig(AppConfig):
    """Who a pharmacy buys from."""

    name = "theriac.domains.suppliers"
    label = "suppliers"

    def ready(self) -> None:
        """Tell whose keys are suppliers' own, and what waits in the background."""
        from theriac.core.privacy.orphans import register_owners  # noqa: PLC0415 (app-ready)
        from theriac.domains.suppliers import jobs  # noqa: F401, PLC0415 (app-ready)
        from theriac.domains.suppliers.queries import known  # noqa: PLC0415 (app-ready)

        register_owners("suppliers", known)
