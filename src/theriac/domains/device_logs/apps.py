"""Logs of devices as a Django app."""

from django.apps import AppConfig


class DeviceLogsConfig(AppConfig):
    """Chains of hashes that devices keep."""

    name = "theriac.domains.device_logs"
    label = "device_logs"

    def ready(self) -> None:
        from theriac.domains.device_logs import (  # noqa: PLC0415 (app-ready)
            conflicts,  # noqa: F401
            verification,  # noqa: F401
        )
