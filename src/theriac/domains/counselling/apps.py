"""Counselling as a Django app."""

from django.apps import AppConfig


class CounsellingConfig(AppConfig):
    """What patients are told of their medicines."""

    name = "theriac.domains.counselling"
    label = "counselling"

    def ready(self) -> None:
        from theriac.domains.counselling.kept import counselling_kept  # noqa: PLC0415 (app-ready)
        from theriac.domains.patients.ports import register_own_records  # noqa: PLC0415 (app-ready)

        register_own_records("counselling", counselling_kept)
