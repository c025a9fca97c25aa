"""Compounding as a Django app."""

from django.apps import AppConfig


class CompoundingConfig(AppConfig):
    """Preparations and formulas."""

    name = "theriac.domains.compounding"
    label = "compounding"

    def ready(self) -> None:
        from theriac.domains.compounding import (  # noqa: PLC0415 (app-ready)
            verification,  # noqa: F401
        )
        from theriac.domains.compounding.commands import (  # noqa: PLC0415 (app-ready)
            formula,  # noqa: F401
        )
        from theriac.domains.compounding.held import why_unchecked  # noqa: PLC0415 (app-ready)
        from theriac.domains.compounding.queries import (  # noqa: PLC0415 (app-ready)
            batches_made_of,
        )
        from theriac.domains.recalls.ports import register_making  # noqa: PLC0415 (app-ready)
        from theriac.domains.stock.ports import register_keeping  # noqa: PLC0415 (app-ready)

        register_making(batches_made_of)
        register_keeping("compounding", why_unchecked)
