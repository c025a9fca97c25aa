"""Patients as a Django app."""

from django.apps import AppConfig


class PatientsConfig(AppConfig):
    """Patients, their consents, households and what must be known of their health."""

    name = "theriac.domains.patients"
    label = "patients"

    def ready(self) -> None:
        from theriac.core.privacy.erasure import Eraser, register_eraser  # noqa: PLC0415 (app-ready)
        from theriac.core.privacy.orphans import register_owners  # noqa: PLC0415 (app-ready)
        from theriac.domains.patients import (  # noqa: F401, PLC0415 (app-ready)
            files,
            jobs,
            retention,
            verification,
        )
        from theriac.domains.patients.erasure import erased, forget, known  # noqa: PLC0415 (app-ready)

        register_owners("patients", known)
        register_eraser("patients", Eraser(erased, forget))
