"""Capital as a Django app."""

from django.apps import AppConfig


class CapitalConfig(AppConfig):
    """The floor, commitments, and what became of each."""

    name = "theriac.domains.capital"
    label = "capital"

    def ready(self) -> None:
        from theriac.domains.capital import sealed, verification  # noqa: F401, PLC0415 (app-ready)
