"""Fills the database of DATABASE_URL with the products to search; prints a program's API key."""

from __future__ import annotations

import sys
import time

import django

CHUNK = 500


def main() -> None:
    django.setup()
    from tests.support.search_corpus import made_products  # noqa: PLC0415 (app-ready)
    from tests.support.shop import api_key, open_shop  # noqa: PLC0415 (app-ready)
    from theriac.domains.catalog.commands.products import (  # noqa: PLC0415 (app-ready)
        NewPack,
        NewProduct,
        add_products,
    )

    shop = open_shop()
    products = made_products(int(sys.argv[1]))
    began = time.perf_counter()
    for start in range(0, len(products), CHUNK):
        add_products(
            actor=shop.owner,
            products=[
                NewProduct(
                    name=product.name,
                    base_unit="piece",
                    legal_class="keras",
                    generic_name=product.generic_name,
                    substance=product.substance,
                    strength=product.strength,
                    dose_form=product.dose_form,
                    manufacturer=product.manufacturer,
                    packs=[NewPack(name="box", factor=10, barcodes=product.barcodes)],
                )
                for product in products[start : start + CHUNK]
            ],
        )
    print(round(time.perf_counter() - began, 1))
    print(api_key(shop))


if __name__ == "__main__":
    main()
