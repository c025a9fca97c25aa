"""Logs of devices as a Django app."""

from django.apps import AppConfig


class DeviceLogsConfig(AppConfig):
    """Chains of hashes that devices keep."""

    name = "theriac.domains.device_logs"
    label = "device_logs"

    def ready(self) -> None:
        from theriac.domains.device_logs import verification  # noqa: F401, PLC0415 (app-ready)
