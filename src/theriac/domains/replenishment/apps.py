"""Replenishment as a Django app."""

from django.apps import AppConfig


class ReplenishmentConfig(AppConfig):
    """Minimums, alerts, wants."""

    name = "theriac.domains.replenishment"
    label = "replenishment"

    def ready(self) -> None:
        from theriac.domains.catalog.ports import register_part  # noqa: PLC0415 (app-ready)
        from theriac.domains.cold_chain.ports import register_alert_book  # noqa: PLC0415 (app-ready)
        from theriac.domains.replenishment import (  # noqa: PLC0415 (app-ready)
            jobs,  # noqa: F401
            reactions,  # noqa: F401
        )
        from theriac.domains.replenishment.cold_alerts import (  # noqa: PLC0415 (app-ready)
            KeepsColdAlerts,
        )
        from theriac.domains.replenishment.merges import WantsTakePart  # noqa: PLC0415 (app-ready)
        from theriac.domains.replenishment.queries.minimums import (  # noqa: PLC0415 (app-ready)
            minimums_of,
        )
        from theriac.domains.stock.ports import register_minimums  # noqa: PLC0415 (app-ready)

        register_part("replenishment", WantsTakePart())
        register_alert_book(KeepsColdAlerts())
        register_minimums(minimums_of)
