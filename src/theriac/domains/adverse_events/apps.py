"""Adverse events as a Django app."""

from django.apps import AppConfig


class AdverseEventsConfig(AppConfig):
    """Reports of suspected reactions to medicines."""

    name = "theriac.domains.adverse_events"
    label = "adverse_events"

    def ready(self) -> None:
        from theriac.domains.adverse_events.kept import reports_kept  # noqa: PLC0415 (app-ready)
        from theriac.domains.patients.ports import register_own_records  # noqa: PLC0415 (app-ready)

        register_own_records("adverse_events", reports_kept)
