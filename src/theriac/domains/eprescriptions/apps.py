"""Electronic prescriptions as a Django app."""

from django.apps import AppConfig


class EPrescriptionsConfig(AppConfig):
    """Signed prescriptions of registered systems."""

    name = "theriac.domains.eprescriptions"
    label = "eprescriptions"

    def ready(self) -> None:
        from theriac.core.privacy.erasure import Eraser, register_eraser  # noqa: PLC0415 (app-ready)
        from theriac.core.privacy.orphans import register_owners  # noqa: PLC0415 (app-ready)
        from theriac.domains.eprescriptions import (  # noqa: PLC0415 (app-ready)
            jobs,  # noqa: F401
            verification,  # noqa: F401
        )
        from theriac.domains.eprescriptions.queries.kept import (  # noqa: PLC0415 (app-ready)
            emptied,
            eprescriptions_kept,
            forget,
            known,
        )
        from theriac.domains.patients.ports import register_own_records  # noqa: PLC0415 (app-ready)

        register_own_records("eprescriptions", eprescriptions_kept)
        register_owners("eprescriptions", known)
        register_eraser("eprescriptions", Eraser(emptied, forget))
