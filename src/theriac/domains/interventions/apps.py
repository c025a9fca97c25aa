"""Interventions as a Django app."""

from django.apps import AppConfig


class InterventionsConfig(AppConfig):
    """What pharmacists found in treatments, and what came of it."""

    name = "theriac.domains.interventions"
    label = "interventions"

    def ready(self) -> None:
        from theriac.domains.interventions.kept import interventions_kept  # noqa: PLC0415 (app-ready)
        from theriac.domains.patients.ports import register_own_records  # noqa: PLC0415 (app-ready)

        register_own_records("interventions", interventions_kept)
