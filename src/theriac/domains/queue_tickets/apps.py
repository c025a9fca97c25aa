"""Queue tickets as a Django app."""

from django.apps import AppConfig


class QueueTicketsConfig(AppConfig):
    """People who wait."""

    name = "theriac.domains.queue_tickets"
    label = "queue_tickets"

    def ready(self) -> None:
        from theriac.domains.queue_tickets import verification  # noqa: F401, PLC0415 (app-ready)
