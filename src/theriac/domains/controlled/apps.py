"""Controlled medicines as a Django app."""

from django.apps import AppConfig


class ControlledConfig(AppConfig):
    """Registers of controlled medicines."""

    name = "theriac.domains.controlled"
    label = "controlled"

    def ready(self) -> None:
        from theriac.domains.controlled import (  # noqa: PLC0415 (app-ready)
            jobs,  # noqa: F401
            reactions,  # noqa: F401
            sealed,  # noqa: F401
            verification,  # noqa: F401
        )
        from theriac.domains.controlled.entries import KeptRegisters  # noqa: PLC0415 (app-ready)
        from theriac.domains.stock.ports import register_registers  # noqa: PLC0415 (app-ready)

        register_registers(KeptRegisters())
