"""The authored lists of ``data/``: generic medicines, other goods, dose forms, makers, names.

The lists are our own, written from general knowledge, but for the names, which are an excerpt of
a CC0 data set (``docs/demo.md``). Prices are made up, in rupiah for the smallest pack sold.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_DATA = Path(__file__).resolve().parent.parent / "data"

PackLevels = tuple[tuple[str, int], ...]
"""Names and factors of the packs above the base unit, smallest first."""


@dataclass(frozen=True, slots=True)
class DoseForm:
    """A dose form or kind of goods: what is counted, and how it is usually packed."""

    name: str
    base_unit: str
    base_sold: bool
    packs: tuple[PackLevels, ...]
    packs_in: tuple[PackLevels, ...]


@dataclass(frozen=True, slots=True)
class Presentation:
    """One strength and form of a substance, or one size of other goods.

    ``classes`` gives the legal class by country; goods that aren't medicines have none.
    ``packs`` overrides those of the form when it isn't empty.
    """

    substance: str
    local_name: str
    form: DoseForm
    strength: str
    price: int
    classes: Mapping[str, str]
    category: str
    storage: str
    demand: int
    season: str
    chronic: bool
    packs: tuple[PackLevels, ...]

    @property
    def is_medicine(self) -> bool:
        """Whether medicine law sorts it into a class."""
        return bool(self.classes)

    def packs_for(self, country: str) -> tuple[PackLevels, ...]:
        """The pack structures to choose from in a country."""
        return self.packs or (self.form.packs_in if country == "in" else self.form.packs)


@dataclass(frozen=True, slots=True)
class Maker:
    """An invented manufacturer; its brands end alike."""

    name: str
    brand_ending: str
    sells_generics: bool


@cache
def forms() -> Mapping[str, DoseForm]:
    """Dose forms and kinds of goods by name."""
    return {
        row["form"]: DoseForm(
            name=row["form"],
            base_unit=row["base_unit"],
            base_sold=row["base_sold"] == "yes",
            packs=_pack_structures(row["packs"]),
            packs_in=_pack_structures(row["packs_in"]),
        )
        for row in _rows("forms.csv")
    }


@cache
def presentations() -> tuple[Presentation, ...]:
    """Every strength, form and size of the lists, in their order."""
    return (*_medicines(), *_goods())


@cache
def makers(country: str) -> tuple[Maker, ...]:
    """The invented manufacturers of a country."""
    return tuple(
        Maker(row["name"], row["brand_ending"], row["sells"] == "generics")
        for row in _rows("makers.csv")
        if row["country"] == country
    )


@cache
def names(country: str, kind: str) -> tuple[str, ...]:
    """Names of a country: ``kind`` is ``female``, ``male`` or ``family``."""
    wanted = (country, kind)
    return tuple(
        row["name"] for row in _rows("names.csv") if (row["country"], row["kind"]) == wanted
    )


@cache
def _words(country: str) -> Mapping[str, str]:
    return {row["english"]: row[country] for row in _rows("words.csv")} if country == "id" else {}


def in_words_of(country: str, text: str) -> str:
    """A name of goods, form, category or size as the country writes it; else as it is listed."""
    return _words(country).get(text, text)


def size_in_words_of(country: str, size: str) -> str:
    """A size with its words as the country writes them; figures and units stay."""
    known = in_words_of(country, size)
    if known != size:
        return known
    return " ".join(in_words_of(country, word) for word in size.split(" "))


def _medicines() -> Iterator[Presentation]:
    for row in _rows("generics.csv"):
        for strength, price in _strengths(row["presentations"]):
            yield Presentation(
                substance=row["substance"],
                local_name=row["local_id"],
                form=forms()[row["form"]],
                strength=strength,
                price=price,
                classes={code: row[f"class_{code}"] for code in ("id", "in", "generic")},
                category=row["category"],
                storage=row["storage"],
                demand=int(row["demand"]),
                season=row["season"],
                chronic=row["use"] == "chronic",
                packs=_pack_structures(row["packs"]) if row["packs"] else (),
            )


def _goods() -> Iterator[Presentation]:
    for row in _rows("goods.csv"):
        for size, price in _strengths(row["presentations"]):
            yield Presentation(
                substance=row["name"],
                local_name=row["name"],
                form=forms()[row["form"]],
                strength="" if size == "standard" else size,
                price=price,
                classes={},
                category=row["category"],
                storage="room",
                demand=int(row["demand"]),
                season=row["season"],
                chronic=False,
                packs=(),
            )


def _strengths(text: str) -> Iterator[tuple[str, int]]:
    for part in text.split("|"):
        strength, _, price = part.rpartition("@")
        yield strength, int(price)


def _pack_structures(text: str) -> tuple[PackLevels, ...]:
    """``strip*10/box*100|-``: alternatives, each from small to large; ``-`` has no pack."""
    return tuple(
        ()
        if alternative == "-"
        else tuple(
            (name, int(factor))
            for name, _, factor in (level.partition("*") for level in alternative.split("/"))
        )
        for alternative in text.split("|")
    )


def _rows(name: str) -> Iterator[Mapping[str, str]]:
    with (_DATA / name).open(newline="", encoding="utf-8") as lines:
        yield from csv.DictReader(lines)
