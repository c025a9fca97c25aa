"""The waitlist as a Django app."""

from django.apps import AppConfig


class WaitlistConfig(AppConfig):
    """Who waits for which goods."""

    name = "theriac.domains.waitlist"
    label = "waitlist"

    def ready(self) -> None:
        from theriac.domains.catalog.ports import register_part  # noqa: PLC0415 (app-ready)
        from theriac.domains.patients.ports import register_own_records  # noqa: PLC0415 (app-ready)
        from theriac.domains.stock.ports import register_lines  # noqa: PLC0415 (app-ready)
        from theriac.domains.waitlist import (  # noqa: PLC0415 (app-ready)
            jobs,  # noqa: F401
            reactions,  # noqa: F401
            verification,  # noqa: F401
        )
        from theriac.domains.waitlist.line import WaitlistLines  # noqa: PLC0415 (app-ready)
        from theriac.domains.waitlist.merges import WaitsTakePart  # noqa: PLC0415 (app-ready)
        from theriac.domains.waitlist.queries import waits_kept  # noqa: PLC0415 (app-ready)

        register_lines(WaitlistLines())
        register_part("waitlist", WaitsTakePart())
        register_own_records("waits", waits_kept)
