"""Offers as a Django app."""

from django.apps import AppConfig


class OffersConfig(AppConfig):
    """Offers of suppliers, their lines, and what was confirmed of them."""

    name = "theriac.domains.offers"
    label = "offers"

    def ready(self) -> None:
        from theriac.domains.offers import (  # noqa: PLC0415 (app-ready)
            files,  # noqa: F401
            jobs,  # noqa: F401
            permissions,  # noqa: F401
            sealed,  # noqa: F401
            verification,  # noqa: F401
        )
        from theriac.domains.offers.commands.read_lines import (  # noqa: PLC0415 (app-ready)
            take_read_offer,
        )
        from theriac.domains.offers.offer import RECORD  # noqa: PLC0415 (app-ready)
        from theriac.domains.offers.ports import register_taker  # noqa: PLC0415 (app-ready)
        from theriac.domains.offers.queries.headings import (  # noqa: PLC0415 (app-ready)
            supplier_of_offer,
        )

        register_taker(
            "offer", take_read_offer, record=RECORD, supplier_of_subject=supplier_of_offer
        )
