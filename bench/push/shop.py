"""Prepares the shop of ``bench sale`` in DATABASE_URL with three counters to pair besides."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import django

COUNTERS = 3


def main() -> None:
    django.setup()
    from bench.sale.shop import _fill  # noqa: PLC0415 (app-ready)
    from tests.support.shop import issue_key_for  # noqa: PLC0415 (app-ready)
    from theriac.core import clock  # noqa: PLC0415 (app-ready)

    with clock.at(clock.now() - timedelta(minutes=5)):
        shop, medicines, batches = _fill()
    plan = {
        "products": [
            {"id": str(m.id), "pack": str(m.packs[1]), "batch": str(batch)}
            for m, batch in zip(medicines, batches, strict=True)
        ],
        "codes": [_pairing_code(shop, f"C{number}") for number in range(1, COUNTERS + 1)],
        "clients": [{"sell": issue_key_for(shop, f"S{n}")[0]} for n in range(COUNTERS)],
        "person": str(shop.owner.id),
        "today": str(shop.today),
    }
    print(json.dumps(plan))


def _pairing_code(shop: Any, code: str) -> str:
    from theriac.domains.organisation.commands import terminals  # noqa: PLC0415 (app-ready)

    where = {"actor": shop.owner, "branch_id": shop.branch_id}
    terminal_id = terminals.register_terminal(**where, code=code, name=code)
    return terminals.issue_pairing_code(**where, terminal_id=terminal_id)


if __name__ == "__main__":
    main()
