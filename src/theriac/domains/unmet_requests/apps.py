"""Unmet requests as a Django app."""

from django.apps import AppConfig


class UnmetRequestsConfig(AppConfig):
    """Asked for and not in stock."""

    name = "theriac.domains.unmet_requests"
    label = "unmet_requests"

    def ready(self) -> None:
        from theriac.domains.catalog.ports import register_part  # noqa: PLC0415 (app-ready)
        from theriac.domains.unmet_requests import verification  # noqa: F401, PLC0415 (app-ready)
        from theriac.domains.unmet_requests.merges import (  # noqa: PLC0415 (app-ready)
            RequestsTakePart,
        )

        register_part("unmet_requests", RequestsTakePart())
