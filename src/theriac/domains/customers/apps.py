"""Customers as a Django app."""

from django.apps import AppConfig


class CustomersConfig(AppConfig):
    """Customers' accounts, their registration and consents."""

    name = "theriac.domains.customers"
    label = "customers"

    def ready(self) -> None:
        """Tell accounts who customers are; take part in erasure and in the renewal of hashes."""
        from theriac.core.privacy.erasure import Eraser, register_eraser  # noqa: PLC0415 (app-ready)
        from theriac.core.privacy.keyed_hashes import register_renewal  # noqa: PLC0415 (app-ready)
        from theriac.core.privacy.orphans import register_owners  # noqa: PLC0415 (app-ready)
        from theriac.domains.accounts.ports import know_customers  # noqa: PLC0415 (app-ready)
        from theriac.domains.customers import (  # noqa: PLC0415 (app-ready)
            jobs,  # noqa: F401
            verification,  # noqa: F401
        )
        from theriac.domains.customers.book import BOOK  # noqa: PLC0415 (app-ready)
        from theriac.domains.customers.commands.renew import renew_all  # noqa: PLC0415 (app-ready)
        from theriac.domains.customers.erasure import erased, forget, known  # noqa: PLC0415 (app-ready)

        know_customers(BOOK)
        register_owners("customers", known)
        register_eraser("customers", Eraser(erased, forget))
        register_renewal("customers", renew_all)
