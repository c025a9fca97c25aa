"""Tills as a Django app."""

from django.apps import AppConfig


class TillsConfig(AppConfig):
    """Sessions of tills and their cash."""

    name = "theriac.domains.tills"
    label = "tills"

    def ready(self) -> None:
        from theriac.domains.books import till_cash  # noqa: PLC0415 (app-ready)
        from theriac.domains.customer_returns.ports import (  # noqa: PLC0415 (app-ready)
            register_tills,
        )
        from theriac.domains.tills import (  # noqa: PLC0415 (app-ready)
            conflicts,  # noqa: F401
            jobs,  # noqa: F401
            reactions,  # noqa: F401
            verification,  # noqa: F401
        )
        from theriac.domains.tills.queries.held_notes import (  # noqa: PLC0415 (app-ready)
            held_note_of,
        )
        from theriac.domains.tills.queries.sessions import has_open_till  # noqa: PLC0415 (app-ready)
        from theriac.domains.tills.rows import TillsOfDocuments  # noqa: PLC0415 (app-ready)

        register_tills(has_open_till, held_note_of)
        till_cash.register_tills(TillsOfDocuments())
