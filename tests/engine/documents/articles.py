"""What a made document says: articles with real names, and figures that fit each other."""

from __future__ import annotations

import csv
import datetime
import gzip
import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path

from contracts.search.judge import corpus

SUPPLIERS = {
    "id": (
        "PT Sinar Medika Farma",
        "PT. Anugrah Sehat Mandiri",
        "CV Bintang Husada",
        "PT Karya Obat",
    ),
    "in": ("Shree Ganesh Distributors", "Apex Medical Agencies", "Sai Pharma Pvt Ltd"),
}
MAKERS = ("KALBE", "DEXA", "SANBE", "NOVELL", "PHAROS", "TEMPO", "CIPLA", "SUN", "LUPIN", "ABBOTT")
UNITS = {"id": ("BOX", "BTL", "TUBE", "STRIP", "PCS"), "in": ("BOX", "STRIP", "BTL", "NOS")}
PACKS = ("10 X 10", "BOX 100", "5X10 TAB", "60 ML", "1X10", "30 GR", "BOX/30", "3 X 10'S", "100 ML")
_SPACES = re.compile(r"\s+")


@dataclass(slots=True)
class Article:
    """One line: canonical values by the contract's field names."""

    values: dict[str, str]


@dataclass(slots=True)
class MadeOffer:
    """A document's true content."""

    country: str
    kind: str
    supplier: str
    number: str
    issued_on: datetime.date
    valid_until: datetime.date
    articles: list[Article] = field(default_factory=list)


@cache
def names(shared: Path | None, country: str) -> Sequence[str]:
    """Product names: real ones where the real files are, else those of the committed corpus."""
    if shared is None:
        return [f"{row['name']} {row['strength']}".strip() for row in corpus()]
    folder = shared / "data" / "catalogue"
    if country == "id":
        with (folder / "id_apotek_pricelist_2754.csv").open(encoding="utf-8") as file:
            found = [row["name"] for row in csv.DictReader(file)]
    else:
        with gzip.open(folder / "india_brands_20k.csv.gz", "rt", encoding="utf-8") as file:
            found = [row["medicine_name"] for row in csv.DictReader(file)]
    clean = (_SPACES.sub(" ", name).strip() for name in found)
    return sorted({name for name in clean if _is_printable(name)})


def _is_printable(name: str) -> bool:
    return 3 < len(name) < 60 and name.isascii() and any(letter.isalpha() for letter in name)


def make_offer(rng: random.Random, kind: str, count: int, shared: Path | None) -> MadeOffer:
    """Articles in random number and with random figures; prices with tax by one rate."""
    country = rng.choice(("id", "id", "in"))
    issued = datetime.date(2026, rng.randint(1, 12), rng.randint(1, 28))
    number = f"{rng.choice(('INV', 'FJ', 'SP', 'PNW'))}/{rng.randint(1, 9999):04d}/{issued:%m}/26"
    made = MadeOffer(
        country,
        kind,
        rng.choice(SUPPLIERS[country]),
        number,
        issued,
        issued + datetime.timedelta(days=rng.randint(5, 45)),
    )
    rate = Decimal(rng.choice((11, 12)) if country == "id" else rng.choice((5, 12, 18)))
    chosen = rng.sample(names(shared, country), count)
    made.articles = [_article(rng, country, name, rate) for name in sorted(chosen)]
    return made


def _article(rng: random.Random, country: str, name: str, rate: Decimal) -> Article:
    step = Decimal(1) if country == "id" else Decimal("0.01")
    price = (
        Decimal(rng.randint(900, 900_000))
        if country == "id"
        else Decimal(rng.randint(900, 90000)) / 100
    )
    if country == "id" and rng.random() < 0.6:
        price = (price / 100).quantize(Decimal(1)) * 100
    discount = Decimal(rng.choice((0, 0, 2, 3, 5, 10, 12, 15))) + rng.choice(
        (Decimal(0), Decimal("0.5"))
    )
    quantity = rng.randint(1, 60)
    net = _round(price * (1 - discount / 100), step)
    expiry = datetime.date(rng.randint(2027, 2029), rng.randint(1, 12), 1)
    ends = (expiry.replace(day=28) + datetime.timedelta(days=4)).replace(
        day=1
    ) - datetime.timedelta(days=1)
    values = {
        "product": name,
        "code": f"{rng.choice('ABCDKMT')}{rng.randint(100, 99999)}",
        "manufacturer": rng.choice(MAKERS),
        "pack": rng.choice(PACKS),
        "unit": rng.choice(UNITS[country]),
        "batch": f"{rng.choice('BKLTX')}{rng.randint(1000, 999999)}{rng.choice(('', 'A', 'C'))}",
        "expires_on": ends.isoformat(),
        "price": _text(price),
        "price_with_tax": _text(_round(price * (1 + rate / 100), step)),
        "price_after_discount": _text(net),
        "discount_percent": _text(discount),
        "tax_percent": _text(rate),
        "quantity": str(quantity),
        "amount": _text(_round(net * quantity, step)),
        "stock": str(rng.randint(0, 2500)),
        "minimum": str(rng.choice((1, 2, 5, 10, 20))),
        "mrp": _text(_round(price * Decimal("1.4"), step)),
        **_more(f"{name}{price}{quantity}"),
    }
    if rng.random() < 0.5:
        values["bonus"] = rng.choice(("10+1", "20+2", "5+1", "12+1", "50+5"))
    return Article(values)


def _more(seed: str) -> dict[str, str]:
    """What was added later; of its own seed, so that documents made before stay as they were."""
    rng = random.Random(seed)
    digits = f"899{rng.randint(0, 10**9 - 1):09d}"
    weighed = sum(int(one) * (3 if at % 2 else 1) for at, one in enumerate(digits))
    return {
        "gtin": f"{digits}{-weighed % 10}",
        "hsn": rng.choice(("3004", "30049099", "30042019")),
        "note": rng.choice(("G", "OTC", "KERAS", "BEBAS", "")),
    }


def _round(value: Decimal, step: Decimal) -> Decimal:
    return value.quantize(step, ROUND_HALF_UP)


def _text(value: Decimal) -> str:
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
