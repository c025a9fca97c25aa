"""How long it takes to match an offer's lines with a catalogue, by name alone.

``./theriac bench matching [--products 50000]`` on SQLite: 2,000 lines as wholesalers write them
(capitals, abbreviations, another order) of an offer whose supplier taught nothing yet, the dearest
case. The floor reads the same names bare and looks each line up as it is written, in the same run.
The aim is under ten seconds, since a worker does it once an offer; the run fails when it isn't met,
or when a line is surely taken for another product.
"""

from __future__ import annotations

import random
import time
from dataclasses import dataclass
from statistics import median
from typing import Any

from bench.inside import Bench

BENCH = Bench("bench.matching", __doc__, ("products", 50_000), ("matching_s", 10.0))
LINES, TIMES, AT_ONCE = 2_000, 3, 5_000
STRENGTHS = ("5 mg", "10 mg", "20 mg", "50 mg", "100 mg", "250 mg", "500 mg", "0.5 g")
FORMS = (("tablet", "TAB"), ("caplet", "KAPL"), ("capsule", "KAPS"), ("cream", "KRIM"))
SYLLABLES = "ba ce di fo ga li mo na pe ra si to vu xa zi ker lom nes tar vin".split()


@dataclass
class Line:
    """A line as it is printed."""

    text: str
    code: str = ""
    gtin: str = ""
    maker: str = ""
    pack_text: str = ""
    unit_text: str = ""


def measure(products: int) -> dict[str, Any]:
    """Fill, ask the floor and the matching by turns."""
    import django  # noqa: PLC0415 (app-ready)

    django.setup()
    from django.db import connection  # noqa: PLC0415 (app-ready)

    from tests.support.reading import reading  # noqa: PLC0415 (app-ready)
    from tests.support.shop import open_shop  # noqa: PLC0415 (app-ready)
    from theriac.domains.offers.match import matches_of  # noqa: PLC0415 (app-ready)

    chance = random.Random(1)
    open_shop()
    names = _fill(products, chance)
    lines, meant = _lines(names, chance)
    floors, took = [], []
    for _turn in range(TIMES):
        begun = time.perf_counter()
        with connection.cursor() as cursor:
            cursor.execute("SELECT id, name, strength, dose_form FROM catalog_product")
            known = {row[1].upper(): row[0] for row in cursor.fetchall()}
        same = sum(line.text in known for line in lines)
        floors.append(time.perf_counter() - begun)
        begun = time.perf_counter()
        with reading() as read:
            found = matches_of(lines, None)
        took.append(time.perf_counter() - begun)
    pairs = [(one, key) for one, key in zip(found, meant, strict=True) if one is not None]
    wrong = [one for one, key in pairs if one.product_id != key]
    if sure := sum(one.similarity >= 1_000 for one in wrong):
        raise SystemExit(f"{sure} lines were surely taken for another product")
    return {
        "bench": "matching",
        "products": products,
        "lines": LINES,
        "matched": len(pairs) - len(wrong),
        "wrong_and_unsure": len(wrong),
        "same_text": same,
        "statements": read.statements,
        "matching_s": round(median(took), 2),
        "floor_s": round(median(floors), 3),
        "ratio": round(median(took) / median(floors), 1),
    }


def _fill(count: int, chance: random.Random) -> list[tuple[Any, str, str, str]]:
    """Products of one pack each; id, brand, strength and form."""
    from theriac.core import clock  # noqa: PLC0415 (app-ready)
    from theriac.core.ids import new_id  # noqa: PLC0415 (app-ready)
    from theriac.domains.catalog.models import Pack, Product  # noqa: PLC0415 (app-ready)

    names: list[tuple[Any, str, str, str]] = []
    brands: set[str] = set()
    while len(names) < count:
        brand = "".join(chance.choices(SYLLABLES, k=chance.choice((3, 4, 5))))
        if brand in brands:
            continue
        brands.add(brand)
        form, _written = chance.choice(FORMS)
        sizes = chance.sample(STRENGTHS[:7], chance.choice((1, 2, 3)))
        names += [(new_id(), brand, strength, form) for strength in sizes]
    for start in range(0, count, AT_ONCE):
        some = names[start : min(start + AT_ONCE, count)]
        Product.objects.bulk_create(
            [
                Product(
                    id=key,
                    name=f"{brand.title()} {strength} {form}",
                    legal_class="bebas",
                    base_unit="tablet",
                    created_at=clock.now(),
                )
                for key, brand, strength, form in some
            ],
            batch_size=500,
        )
        Pack.objects.bulk_create(
            [Pack(id=new_id(), product_id=one[0], level=0, name="box", factor=1) for one in some],
            batch_size=500,
        )
    return names[:count]


def _lines(names: list[Any], chance: random.Random) -> tuple[list[Line], list[Any]]:
    """Lines of some products as a wholesaler writes them, and which they are."""
    written = dict(FORMS)
    lines, meant = [], []
    for key, brand, strength, form in chance.sample(names, LINES):
        size = strength.replace(" ", chance.choice(("", " "))).upper()
        parts = [brand.upper(), size, written[form]]
        if chance.random() < 0.4:
            parts[1], parts[2] = parts[2], parts[1]
        if chance.random() < 0.3:
            parts.append("10X10")
        lines.append(Line(" ".join(parts)))
        meant.append(key)
    return lines, meant


if __name__ == "__main__":
    BENCH.run(measure)
