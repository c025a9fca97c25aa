"""Prescribers as a Django app."""

from django.apps import AppConfig


class PrescribersConfig(AppConfig):
    """Doctors and others whose prescriptions come in."""

    name = "theriac.domains.prescribers"
    label = "prescribers"

    def ready(self) -> None:
        """Tell whose keys are prescribers' own, and how they are let go of."""
        from theriac.core.privacy.erasure import Eraser, register_eraser  # noqa: PLC0415 (app-ready)
        from theriac.core.privacy.orphans import register_owners  # noqa: PLC0415 (app-ready)
        from theriac.domains.prescribers.commands.erase import (  # noqa: PLC0415 (app-ready)
            forget,
        )
        from theriac.domains.prescribers.queries.prescribers import (  # noqa: PLC0415 (app-ready)
            erased,
            known,
        )

        register_owners("prescribers", known)
        register_eraser("prescribers", Eraser(erased, forget))
