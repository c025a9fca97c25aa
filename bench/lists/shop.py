"""What the bench asks of its shop, on the database of DATABASE_URL.

``START END`` adds the products of these numbers; the last line printed is the owner's session.
"""

from __future__ import annotations

import sys

import django

CHUNK = 500
MAKERS = 40
SHELVED = 4


def main() -> None:
    django.setup()
    start, end = map(int, sys.argv[1:])
    fill(start, end)
    print(session())


def fill(start: int, end: int) -> None:
    """Products with a price, each fourth on the shelf; the shop is opened with the first."""
    from tests.support.shop import Shop, open_shop  # noqa: PLC0415 (app-ready)
    from theriac.core.actor import SYSTEM  # noqa: PLC0415 (app-ready)
    from theriac.domains.catalog.commands.products import (  # noqa: PLC0415 (app-ready)
        NewPack,
        NewProduct,
        add_products,
    )
    from theriac.domains.organisation.models import Branch  # noqa: PLC0415 (app-ready)
    from theriac.domains.stock.commands.deliveries.receive import DeliveryLine  # noqa: PLC0415 (app-ready)
    from theriac.domains.stock.commands.opening_stock import (  # noqa: PLC0415 (app-ready)
        enter_opening_stock,
    )

    shop: Shop | None = None if Branch.objects.exists() else open_shop()
    branch = Branch.objects.get()
    expires_on = django.utils.timezone.now().date().replace(day=1)
    expires_on = expires_on.replace(year=expires_on.year + 2)
    actor = SYSTEM if shop is None else shop.owner
    for first in range(start, end, CHUNK):
        ids = add_products(
            actor=actor,
            products=[
                NewProduct(
                    name=f"Medicine {number:05}",
                    base_unit="tablet",
                    legal_class="bebas",
                    manufacturer=f"Maker {number % MAKERS}",
                    packs=[NewPack(name="strip", factor=10, price=1000 + number % 700)],
                )
                for number in range(first, min(first + CHUNK, end))
            ],
        )
        lines = [
            DeliveryLine(product_id=one, quantity=50, batch_number="B1", expires_on=expires_on)
            for one in ids[::SHELVED]
        ]
        enter_opening_stock(actor=actor, branch_id=branch.id, lines=lines)


def session() -> str:
    """A signed-in session of the owner, who has the second step that their role asks for."""
    from django.test import Client  # noqa: PLC0415 (app-ready)

    from tests.support.second_steps import with_app  # noqa: PLC0415 (app-ready)
    from theriac.domains.accounts.models import User  # noqa: PLC0415 (app-ready)
    from theriac.domains.accounts.queries.factors import (  # noqa: PLC0415 (app-ready)
        kinds_of_factor,
    )

    client = Client()
    owner = User.objects.get_by_natural_key("owner")
    if not kinds_of_factor(owner.id):
        with_app(owner.id)
    client.force_login(owner)
    return client.cookies["sessionid"].value


if __name__ == "__main__":
    main()
