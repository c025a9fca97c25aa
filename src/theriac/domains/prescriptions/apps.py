"""Prescriptions as a Django app."""

from django.apps import AppConfig


class PrescriptionsConfig(AppConfig):
    """Prescriptions from paper to hand-over."""

    name = "theriac.domains.prescriptions"
    label = "prescriptions"

    def ready(self) -> None:
        from theriac.domains.patients.ports import (  # noqa: PLC0415 (app-ready)
            HeldRecords,
            register_hold,
            register_own_records,
        )
        from theriac.domains.prescriptions import (  # noqa: PLC0415 (app-ready)
            pictures,  # noqa: F401
            verification,  # noqa: F401
        )
        from theriac.domains.prescriptions.queries.kept import (  # noqa: PLC0415 (app-ready)
            newest_prescriptions,
            prescriptions_kept,
        )
        from theriac.domains.prescriptions.words import KEPT  # noqa: PLC0415 (app-ready)

        register_own_records("prescriptions", prescriptions_kept)
        register_hold(
            HeldRecords(
                code="prescriptions.prescriptions",
                title=KEPT,
                rule="sales.prescriptions",
                newest=newest_prescriptions,
            )
        )
