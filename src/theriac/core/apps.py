"""Core as a Django app: audit trail, outbox, idempotency, and the triggers that guard them."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """Installs the append-only triggers after every migration and checks them at start."""

    name = "theriac.core"
    label = "core"
    verbose_name = "Core"

    def ready(self) -> None:
        from django.utils.module_loading import autodiscover_modules  # noqa: PLC0415 (app-ready)

        from theriac.core.append_only import checks, installation  # noqa: PLC0415 (app-ready)
        from theriac.core.changes import verification  # noqa: F401, PLC0415 (app-ready)
        from theriac.core.changes.installation import SOURCE  # noqa: PLC0415 (app-ready)
        from theriac.core.jobs.ticks import register_tick  # noqa: PLC0415 (app-ready)
        from theriac.core.outbox import positions, retention  # noqa: F401, PLC0415 (app-ready)
        from theriac.core.outbox.pending import count_parked  # noqa: PLC0415 (app-ready)
        from theriac.core.outbox.relay import place_once, relay_once  # noqa: PLC0415 (app-ready)
        from theriac.core.privacy import jobs  # noqa: F401, PLC0415 (app-ready)
        from theriac.core.retention import technical  # noqa: F401, PLC0415 (app-ready)
        from theriac.core.telemetry.metrics import register_gauge  # noqa: PLC0415 (app-ready)

        # A role is made of the rights that name it, wherever they stand.
        autodiscover_modules("permissions")
        checks.register_checks()
        installation.adds_triggers(SOURCE)
        # Of its own: counters follow the positions, and wait for no reaction's backlog.
        register_tick("positions", 0.25, place_once)
        register_tick("outbox", 0.5, relay_once)
        register_gauge(
            "outbox_lag_seconds", "Age of the oldest undelivered event", positions.lag_seconds
        )
        register_gauge("parked_reactions", "Reactions that wait for a person", count_parked)
        installation.installs_after_migrations()
