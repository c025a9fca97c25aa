"""A shop with two people who have PINs and badges; prints a pairing code and the badges as JSON."""

from __future__ import annotations

import json
from typing import Any

import django

PINS = {"dewi": "482915", "ratna": "730164"}


def main() -> None:
    django.setup()
    print(json.dumps(made()))


def made() -> dict[str, Any]:
    """The code for one counter, and each person's badge."""
    from tests.journeys.counter import stocked_shop  # noqa: PLC0415 (app-ready)
    from tests.support.shop import PASSWORD  # noqa: PLC0415 (app-ready)
    from theriac.domains.accounts.commands.badges import issue_badge  # noqa: PLC0415 (app-ready)
    from theriac.domains.accounts.commands.pins import set_pin  # noqa: PLC0415 (app-ready)
    from theriac.domains.accounts.models import User  # noqa: PLC0415 (app-ready)
    from theriac.domains.accounts.queries.actors import (  # noqa: PLC0415 (app-ready)
        actor_of_person,
    )
    from theriac.domains.organisation.commands.terminals import (  # noqa: PLC0415 (app-ready)
        issue_pairing_code,
    )

    shop = stocked_shop().shop
    badges = {}
    for name, pin in PINS.items():
        user = User.objects.get_by_natural_key(name)
        person = actor_of_person(user.id)
        assert person is not None
        set_pin(actor=person, pin=pin)
        badges[name] = issue_badge(actor=shop.owner, user_id=user.id, asks_pin=False)
    named: dict[str, Any] = {"branch_id": shop.branch_id, "terminal_id": shop.terminal_id}
    code = issue_pairing_code(actor=shop.owner, **named)
    return {"code": code, "badges": badges, "password": PASSWORD}


if __name__ == "__main__":
    main()
