"""Refills as a Django app."""

from django.apps import AppConfig


class RefillsConfig(AppConfig):
    """Who takes what on, and when it runs out."""

    name = "theriac.domains.refills"
    label = "refills"

    def ready(self) -> None:
        from theriac.domains.catalog.ports import register_part  # noqa: PLC0415 (app-ready)
        from theriac.domains.patients.ports import register_own_records  # noqa: PLC0415 (app-ready)
        from theriac.domains.refills import (  # noqa: PLC0415 (app-ready)
            jobs,  # noqa: F401
            reactions,  # noqa: F401
            verification,  # noqa: F401
        )
        from theriac.domains.refills.merges import PlansTakePart  # noqa: PLC0415 (app-ready)
        from theriac.domains.refills.queries.kept import (  # noqa: PLC0415 (app-ready)
            memberships_kept,
            refills_kept,
        )

        register_part("refills", PlansTakePart())
        register_own_records("programmes", memberships_kept)
        register_own_records("refills", refills_kept)
