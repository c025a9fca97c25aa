"""Background jobs as a Django app."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Registers the gauges of the queue and its own nightly work."""

    name = "theriac.core.jobs"
    label = "jobs"
    verbose_name = "Jobs"

    def ready(self) -> None:
        from theriac.core.jobs import maintenance  # noqa: F401, PLC0415 (app-ready)
        from theriac.core.jobs.beats import seconds_since_beat  # noqa: PLC0415 (app-ready)
        from theriac.core.jobs.queries import count_failed_jobs  # noqa: PLC0415 (app-ready)
        from theriac.core.telemetry.metrics import register_gauge  # noqa: PLC0415 (app-ready)

        register_gauge("failed_jobs", "Jobs parked as failed.", count_failed_jobs)
        register_gauge(
            "worker_silence_seconds", "Since a worker was last seen.", seconds_since_beat
        )
