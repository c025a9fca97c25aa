"""The seal as a Django app."""

from django.apps import AppConfig


class SealConfig(AppConfig):
    """Registers the sealing tick, its gauges, the checks of ``verify``, and the trail's kind."""

    name = "theriac.core.seal"
    label = "seal"
    verbose_name = "Seal"

    def ready(self) -> None:
        from theriac.core.audit import sealed  # noqa: F401, PLC0415 (app-ready)
        from theriac.core.jobs.ticks import register_tick  # noqa: PLC0415 (app-ready)
        from theriac.core.seal import checks  # noqa: F401, PLC0415 (app-ready)
        from theriac.core.seal.passes import seal_tick  # noqa: PLC0415 (app-ready)
        from theriac.core.seal.status import waiting_seconds  # noqa: PLC0415 (app-ready)
        from theriac.core.seal.stores import mail, witness  # noqa: F401, PLC0415 (app-ready)
        from theriac.core.telemetry.metrics import register_gauge  # noqa: PLC0415 (app-ready)

        register_tick("seal", 5.0, seal_tick)
        register_gauge("seal_lag_seconds", "Age of the oldest unsealed row", waiting_seconds)
