"""The safety checks as a Django app."""

from django.apps import AppConfig


class ClinicalConfig(AppConfig):
    """Knowledge sets and the checks by them."""

    name = "theriac.domains.clinical"
    label = "clinical"

    def ready(self) -> None:
        from theriac.domains.clinical import (  # noqa: PLC0415 (app-ready)
            overrides,  # noqa: F401
            permissions,  # noqa: F401
            sealed,  # noqa: F401
            verification,  # noqa: F401
        )
