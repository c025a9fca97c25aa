"""Prepares the shop that is sold from in DATABASE_URL; prints what clients need."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import django

PRODUCTS = 60
TERMINALS = 8
OF_A_DEVICE = 2
"""The generation of a series that a device numbers; the first is the server's."""


def main() -> None:
    django.setup()
    from theriac.core import clock  # noqa: PLC0415 (app-ready)
    from theriac.core.actor import SYSTEM  # noqa: PLC0415 (app-ready)
    from theriac.domains.organisation.models import DocumentSeries  # noqa: PLC0415 (app-ready)

    with clock.at(clock.now() - timedelta(minutes=5)):
        shop, medicines, batches = _fill()
    keys = [_client(shop, number) for number in range(TERMINALS)]
    print(
        json.dumps(
            {
                "products": [
                    {"id": str(m.id), "pack": str(m.packs[1]), "batch": str(batch)}
                    for m, batch in zip(medicines, batches, strict=True)
                ],
                "clients": keys,
                "person": str(shop.owner.id),
                "today": str(shop.today),
                "series": DocumentSeries.objects.count(),
                "actor": str(SYSTEM.id),
            }
        )
    )


def _fill() -> tuple[Any, list[Any], list[Any]]:
    from tests.support.shop import add_medicine, open_shop, stock_up  # noqa: PLC0415 (app-ready)

    shop = open_shop()
    medicines = [add_medicine(shop, f"Medicine {n} 500 mg tablet") for n in range(PRODUCTS)]
    first = [stock_up(shop, medicine, 50_000_000, days=200) for medicine in medicines]
    for medicine in medicines:
        stock_up(shop, medicine, 50_000_000, days=400, batch_number="B2")
    return shop, medicines, first


def _client(shop: Any, number: int) -> dict[str, str]:
    """Two keys, each with a terminal of its own: one sells, one pushes."""
    from tests.support.shop import issue_key_for  # noqa: PLC0415 (app-ready)
    from theriac.countries.registry import profile_for  # noqa: PLC0415 (app-ready)
    from theriac.domains.organisation.commands.series import open_series  # noqa: PLC0415 (app-ready)

    sell, _terminal = issue_key_for(shop, f"S{number}")
    push, terminal = issue_key_for(shop, f"P{number}")
    profile = profile_for(shop.country)
    prefix = profile.series_prefix("MLT", f"P{number}", shop.today, OF_A_DEVICE)
    series = open_series(
        actor=shop.owner,
        terminal_id=terminal,
        kind="sale",
        prefix=prefix,
        period=profile.fiscal_year(shop.today).label,
        generation=OF_A_DEVICE,
    )
    return {"sell": sell, "push": push, "series": str(series), "prefix": prefix}


if __name__ == "__main__":
    main()
