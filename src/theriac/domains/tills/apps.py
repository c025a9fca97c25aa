"""Tills as a Django app."""

from django.apps import AppConfig


class TillsConfig(AppConfig):
    """Sessions of tills and their cash."""

    name = "theriac.domains.tills"
    label = "tills"

    def ready(self) -> None:
        from theriac.domains.credit import ports as credit  # noqa: PLC0415 (app-ready)
        from theriac.domains.customer_returns.ports import (  # noqa: PLC0415 (app-ready)
            register_tills,
        )
        from theriac.domains.gift_cards import ports as gift_cards  # noqa: PLC0415 (app-ready)
        from theriac.domains.tills import (  # noqa: PLC0415 (app-ready)
            jobs,  # noqa: F401
            reactions,  # noqa: F401
            verification,  # noqa: F401
        )
        from theriac.domains.tills.queries.held_notes import (  # noqa: PLC0415 (app-ready)
            held_note_of,
        )
        from theriac.domains.tills.queries.sessions import has_open_till  # noqa: PLC0415 (app-ready)
        from theriac.domains.tills.rows import (  # noqa: PLC0415 (app-ready)
            TillsOfCards,
            TillsOfCredit,
        )

        register_tills(has_open_till, held_note_of)
        credit.register_tills(TillsOfCredit())
        gift_cards.register_tills(TillsOfCards())
