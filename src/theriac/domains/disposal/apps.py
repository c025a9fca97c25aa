"""Disposal as a Django app."""

from django.apps import AppConfig


class DisposalConfig(AppConfig):
    """Destructions and what is brought back."""

    name = "theriac.domains.disposal"
    label = "disposal"

    def ready(self) -> None:
        from theriac.domains.disposal import (  # noqa: PLC0415 (app-ready)
            sealed,  # noqa: F401
            verification,  # noqa: F401
        )
        from theriac.domains.disposal.commands import (  # noqa: PLC0415 (app-ready)
            sign,  # noqa: F401
        )
