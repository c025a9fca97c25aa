"""Recalls as a Django app."""

from django.apps import AppConfig


class RecallsConfig(AppConfig):
    """Recalls, their letters, public lists."""

    name = "theriac.domains.recalls"
    label = "recalls"

    def ready(self) -> None:
        from theriac.domains.catalog.ports import register_part  # noqa: PLC0415 (app-ready)
        from theriac.domains.recalls import (  # noqa: PLC0415 (app-ready)
            jobs,  # noqa: F401
            sealed,  # noqa: F401
            verification,  # noqa: F401
        )
        from theriac.domains.recalls.commands import arrivals  # noqa: PLC0415 (app-ready)
        from theriac.domains.recalls.merges import RecallsTakePart  # noqa: PLC0415 (app-ready)
        from theriac.domains.stock.ports import register_freezing  # noqa: PLC0415 (app-ready)

        register_part("recalls", RecallsTakePart())
        register_freezing(arrivals)
