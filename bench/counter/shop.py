"""What the bench asks of its shop, on the database of DATABASE_URL; JSON on the last line.

``fill COUNT`` makes products and stock, ``pair`` and ``beside`` give the codes of two counters,
``change NAME`` renames products, ``reprice LINES AMOUNT`` gives so many boxes one price.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from typing import Any

import django

CHUNK = 500
CHANGED = 100


def main() -> None:
    django.setup()
    act, *words = sys.argv[1:]
    acts: dict[str, Callable[..., dict[str, Any]]] = {
        "fill": fill,
        "pair": pair,
        "beside": beside,
        "change": change,
        "reprice": reprice,
    }
    print(json.dumps(acts[act](*words)))


def fill(count: str) -> dict[str, Any]:
    """A shop with so many products on its shelf."""
    from tests.support.search_corpus import made_products  # noqa: PLC0415 (app-ready)
    from tests.support.shop import add_staff, open_shop  # noqa: PLC0415 (app-ready)
    from theriac.domains.catalog.commands.products import (  # noqa: PLC0415 (app-ready)
        NewPack,
        NewProduct,
        add_products,
    )
    from theriac.domains.stock.commands.deliveries.receive import DeliveryLine  # noqa: PLC0415 (app-ready)
    from theriac.domains.stock.commands.opening_stock import (  # noqa: PLC0415 (app-ready)
        enter_opening_stock,
    )

    shop = open_shop()
    add_staff("cashier", shop.branch_id, "bench")
    products = made_products(int(count))
    began = time.perf_counter()
    for start in range(0, len(products), CHUNK):
        ids = add_products(
            actor=shop.owner,
            products=[
                NewProduct(
                    name=product.name,
                    base_unit="tablet",
                    legal_class="bebas",
                    generic_name=product.generic_name,
                    substance=product.substance,
                    strength=product.strength,
                    dose_form=product.dose_form,
                    manufacturer=product.manufacturer,
                    packs=[
                        NewPack(name="tablet", factor=1, price=700),
                        NewPack(name="box", factor=10, price=6500, barcodes=product.barcodes),
                    ],
                )
                for product in products[start : start + CHUNK]
            ],
        )
        lines = [
            DeliveryLine(
                product_id=product_id,
                quantity=1000,
                batch_number=f"B{start + place}",
                expires_on=shop.today.replace(year=shop.today.year + 2, day=1),
                cost_amount=400,
            )
            for place, product_id in enumerate(ids)
        ]
        enter_opening_stock(actor=shop.owner, branch_id=shop.branch_id, lines=lines)
    _follow()
    barcodes = [product.barcodes[0] for product in products if product.barcodes]
    seconds = round(time.perf_counter() - began, 1)
    return {"products": len(products), "seconds": seconds, "names": barcodes[:400]}


def pair() -> dict[str, Any]:
    """A pairing code for the counter."""
    return _code_for("K1")


def beside() -> dict[str, Any]:
    """A pairing code for a second counter, which is registered the first time."""
    from theriac.domains.organisation.commands.terminals import (  # noqa: PLC0415 (app-ready)
        register_terminal,
    )
    from theriac.domains.organisation.models import Branch, Terminal  # noqa: PLC0415 (app-ready)

    if not Terminal.objects.filter(code="K2").exists():
        branch_id: Any = Branch.objects.get().id
        register_terminal(actor=_owner(), branch_id=branch_id, code="K2", name="Kasir 2")
    return _code_for("K2")


def _code_for(code: str) -> dict[str, Any]:
    from theriac.domains.organisation.commands.terminals import (  # noqa: PLC0415 (app-ready)
        issue_pairing_code,
    )
    from theriac.domains.organisation.models import Terminal  # noqa: PLC0415 (app-ready)

    terminal = Terminal.objects.get(code=code)
    named: dict[str, Any] = {"branch_id": terminal.branch_id, "terminal_id": terminal.id}
    return {"code": issue_pairing_code(actor=_owner(), **named)}


def change(name: str) -> dict[str, Any]:
    """Rename some products; the instant at which others may know."""
    from theriac.domains.catalog.commands.change import change_product  # noqa: PLC0415 (app-ready)
    from theriac.domains.catalog.models import Product  # noqa: PLC0415 (app-ready)

    owner = _owner()
    for number, product in enumerate(Product.objects.order_by("-id")[:CHANGED]):
        change_product(
            actor=owner,
            product_id=product.id,
            version=product.version,
            changes={"name": f"{name} {number:03d}"},
        )
    _follow()
    return {"at": time.time()}


def reprice(lines: str, amount: str) -> dict[str, Any]:
    """Give the box of so many products this price in one act; the instant at which it stands."""
    from theriac.core import clock  # noqa: PLC0415 (app-ready)
    from theriac.domains.catalog.commands.price_changes import (  # noqa: PLC0415 (app-ready)
        NewPrice,
        change_prices,
    )
    from theriac.domains.catalog.models import Pack  # noqa: PLC0415 (app-ready)
    from theriac.domains.catalog.price_changes.packs_now import packs_at  # noqa: PLC0415 (app-ready)

    boxes = Pack.objects.filter(factor=10).order_by("id").values_list("id", flat=True)
    chosen = Pack.objects.filter(id__in=list(boxes[: int(lines)]))
    packs, _unpriced = packs_at(chosen, None, clock.now())
    change_prices(
        actor=_owner(),
        branch_id=None,
        prices=[
            NewPrice(pack_id=one.pack_id, before=one.before, price=int(amount)) for one in packs
        ],
        reason="A new price list",
    )
    return {"at": time.time(), "lines": len(packs)}


def _follow() -> None:
    from theriac.core.outbox.positions import give_positions  # noqa: PLC0415 (app-ready)

    while give_positions(everything=True):
        pass


def _owner() -> Any:
    from theriac.core.actor import SYSTEM  # noqa: PLC0415 (app-ready)

    return SYSTEM


if __name__ == "__main__":
    main()
