"""Packs as lists describe them, made out as levels with whole factors.

``strip of 10 tablets``, ``10's``, ``Dus, 10 Strip @ 10 kaplet``, ``bottle of 100 ml Syrup``,
``30g``, ``2 plaquettes de 15 comprimés``. What is measured is counted in ml or g and sold by its
container; where that isn't a whole number (2.5 ml), the container itself is the unit.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from theriac.core.tables.heads import fold
from theriac.domains.catalog.imports.products.units import UnitKind, UnitWord, unit_word

LARGEST_FACTOR = 1_000_000


@dataclass(frozen=True, slots=True)
class ImportedPack:
    """A pack above the base unit, and how many base units are in it."""

    name: str
    factor: int


@dataclass(frozen=True, slots=True)
class PackReading:
    """What a description says: the base unit ("" where it doesn't say), and packs, smallest first.

    ``base_sold`` is False where the base unit is only measured, never handed out alone.
    """

    base_unit: str
    levels: tuple[ImportedPack, ...]
    base_sold: bool = True


@dataclass(slots=True)
class _Part:
    """One step of a description: how many (None where not said) of which unit."""

    count: Decimal | None
    unit: UnitWord


_EACH = UnitWord("", UnitKind.DOSE)
"""A count without a unit, as in 10's."""

_TOKENS = re.compile(r"\d+(?:[.,]\d+)?|'s\b|[^\W\d_]+|[x@×]")
_NOISE = re.compile(
    r"mono[\s-]*(?:carton|pack|blister|pouch)|screw[\s-]*cap|flip[\s-]*top|pre[\s-]*fill?ed"
    r"|\(s\)|\(\s*abrogee?[^)]*\)|\([^()\d]*\)|avec fermeture de securite enfant|\bzip lock\b"
    r"|\d+(?:[.,]\d+)?\s*(?:mg|mcg|iu|ui|%)(?![a-z])|\bmetered\b|\bsingle dose\b"
)
_LENGTHS = re.compile(r"\d\s*(?:cm|mm|inch|m\b|mtr)")
_APOSTROPHES = re.compile(r"[\u2019\u2018\u00b4`]\s*|'\s+(?=s\b)|(?<=\d) (?=s\b)")
_BESIDE = re.compile(r"\s[-+\u2013]\s|\s&\s|\b(?:avec|with|and)\b")
_NUMBER_WORDS = {"one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6"}
_OUTER = frozenset({"pack", "box"})
_INHALED = frozenset({"mdi", "md", "doses", "dose"})


def read_packs(text: str) -> PackReading | None:
    """The packs that ``text`` describes; None when it can't be made out."""
    plain = _first_part(_NOISE.sub(" ", _APOSTROPHES.sub("'", fold(text))))
    if _LENGTHS.search(plain):
        return PackReading("piece", ())
    parts = _ordered(_parts(plain))
    if not parts:
        return None
    return _levels(parts)


def _first_part(text: str) -> str:
    """Of a pack with something beside it (a vial with its solvent) the first."""
    head = _BESIDE.split(text, maxsplit=1)[0]
    return head if any(letter.isdigit() for letter in head) else text


def _parts(text: str) -> list[_Part]:
    parts: list[_Part] = []
    count: Decimal | None = None
    for token in _TOKENS.findall(text):
        word = _NUMBER_WORDS.get(token, token)
        if word[0].isdigit():
            if count is not None:
                parts.append(_Part(count, _EACH))
            count = Decimal(word.replace(",", "."))
        elif word == "'s":
            if count is not None:
                parts.append(_Part(count, _EACH))
                count = None
        else:
            count = _take_word(parts, count, word)
    if count is not None:
        parts.append(_Part(count, _EACH))
    return parts


def _take_word(parts: list[_Part], count: Decimal | None, word: str) -> Decimal | None:
    """Add the part that ``word`` names; the count that is still waiting for its unit."""
    if word in _INHALED and count is not None:
        parts.append(_Part(None, UnitWord("inhaler", UnitKind.CONTAINER)))
        return None
    unit = unit_word(word)
    if unit is None:
        return count
    if count is not None or not parts or parts[-1].unit.name != unit.name:
        parts.append(_Part(count, unit))
    return None


def _ordered(parts: list[_Part]) -> list[_Part]:
    """From the outermost pack to the base unit: what holds goes before what is held."""
    counted = [part for part in parts if part.count is not None]
    inner = [part for part in parts if part.unit.kind is not UnitKind.CONTAINER]
    if not inner or not counted:
        telling = [part for part in parts if part.unit.name not in _OUTER]
        return (telling or parts)[:1]
    last = inner[-1] if inner[-1].count is not None else inner[0]
    if last.unit is _EACH:
        named = [part for part in inner if part.count is None and part.unit is not _EACH]
        last = _Part(last.count, named[0].unit) if named else last
    holders = [part for part in parts if part.unit.kind is UnitKind.CONTAINER]
    loose = [part for part in inner if part.count is not None and part.unit is _EACH]
    if len(loose) > 1:  # 10 x 10's: strips in a box
        holders += [_Part(part.count, UnitWord("strip", UnitKind.CONTAINER)) for part in loose[:-1]]
    holders.sort(key=lambda part: part.count is not None or part.unit.name not in _OUTER)
    return [*holders, last]


def _levels(parts: list[_Part]) -> PackReading | None:
    *holders, base = parts
    if base.count is None and holders:
        return None
    if base.unit is _EACH and base.count == 1 and holders:
        return PackReading(holders[-1].unit.name, ())
    count = _told(base) * base.unit.times
    if count != count.to_integral_value() or (base.unit.kind is UnitKind.MEASURE and count == 1):
        return _by_container(holders)
    sold = base.unit.kind is not UnitKind.MEASURE
    if not holders:
        holders = [_Part(None, UnitWord("pack", UnitKind.CONTAINER))]
    return _above(base.unit.name, sold, int(count), holders)


def _by_container(holders: list[_Part]) -> PackReading | None:
    """Goods whose measure isn't a whole number are counted by what holds them."""
    if not holders:
        return PackReading("", ())
    *outer, unit = holders
    count = _told(unit)
    if count != count.to_integral_value():
        return None
    if count != 1:
        outer.append(_Part(None, UnitWord("pack", UnitKind.CONTAINER)))
    return _above(unit.unit.name, True, int(count), outer)


def _above(base: str, sold: bool, count: int, holders: list[_Part]) -> PackReading | None:  # noqa: FBT001
    """The levels above the base unit: ``count`` in the innermost, its own count in the next."""
    levels: list[ImportedPack] = []
    factor = count
    for holder in reversed(holders):
        if not 1 <= factor <= LARGEST_FACTOR:
            return None
        if factor > (levels[-1].factor if levels else 1):
            levels.append(ImportedPack(holder.unit.name, factor))
        times = _told(holder)
        if times != times.to_integral_value():
            return None
        factor *= int(times)
    if factor > (levels[-1].factor if levels else 1):
        levels.append(ImportedPack("box" if levels else "pack", factor))
    if any(level.factor > LARGEST_FACTOR for level in levels):
        return None
    return PackReading(base, tuple(levels), base_sold=sold or not levels)


def _told(part: _Part) -> Decimal:
    """How many; one where it isn't said."""
    return Decimal(1) if part.count is None else part.count
