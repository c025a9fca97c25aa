"""Which products may be the same: pure, by their codes, what they are, and their names.

Products of one generic are equivalents and no duplicates. Where both makers are known and differ,
only a shared code makes a pair: two makers sell under one name, and hold no number of each other's.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import combinations
from uuid import UUID

from theriac.core.tables.heads import fold

MOST_IN_GROUP = 40
"""A group that is larger says nothing about two of its products."""
LIKE_OF, LIKE = 10, 9
"""Names of which nine letters in ten agree are alike, if their numbers are the same."""
_PIECE = re.compile(r"[a-z]+|\d+(?:[.,]\d+)?")
_SHORT = {"tab": "tablet", "tabs": "tablet", "tablets": "tablet", "kaplet": "caplet",
          "caps": "capsule", "cap": "capsule", "kapsul": "capsule", "syr": "syrup",
          "sirup": "syrup", "sir": "syrup", "inj": "injection", "injeksi": "injection",
          "krim": "cream", "cr": "cream"}  # fmt: skip
_SIZES = {"xs", "xl", "xxl"}


class Likeness(StrEnum):
    """Why two products may be one."""

    CODE = "code"
    MEDICINE = "medicine"
    NAME = "name"


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What is compared of a product; ``factors`` are the sizes of its packs."""

    id: UUID
    name: str
    codes: tuple[str, ...] = ()
    generic_id: UUID | None = None
    manufacturer_id: UUID | None = None
    base_unit: str = ""
    legal_class: str = ""
    factors: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ProductPair:
    """Two products that may be one, with the reasons."""

    one: UUID
    other: UUID
    reasons: tuple[Likeness, ...]


def pairs_alike(products: Sequence[Looked]) -> list[ProductPair]:
    """Pairs with the most reasons first, then by name; one that can't be merged isn't among them.

    Work grows with the number of products: each is compared with those that share a key with it.
    """
    known = {product.id: product for product in products}
    found: dict[tuple[UUID, UUID], set[Likeness]] = defaultdict(set)
    for reason, pairs in (
        (Likeness.CODE, _by_keys((p.id, _digits(p.codes)) for p in products)),
        (Likeness.MEDICINE, _by_keys((p.id, _medicine(p)) for p in products)),
        (Likeness.NAME, _by_names(products)),
    ):
        for one, other in pairs:
            if _may_be_one(known[one], known[other]):
                found[_ordered(one, other)].add(reason)
    found = {
        (one, other): why
        for (one, other), why in found.items()
        if Likeness.CODE in why or not _by_two_makers(known[one], known[other])
    }
    alike = [
        ProductPair(one, other, tuple(reason for reason in Likeness if reason in reasons))
        for (one, other), reasons in found.items()
    ]
    return sorted(
        alike, key=lambda p: (-len(p.reasons), fold(known[p.one].name), str(p.one), str(p.other))
    )


def name_key(name: str) -> str:
    """A name without order, punctuation and spacing: "Paracetamol tab. 500mg" as "500 mg ..."."""
    return " ".join(sorted(_pieces(name)))


def _pieces(name: str) -> list[str]:
    return [_SHORT.get(piece, piece) for piece in _PIECE.findall(fold(name))]


def _digits(codes: Iterable[str]) -> set[str]:
    """The digits of the codes without what scanners add or drop: zeros in front, spaces, signs."""
    kept = {re.sub(r"\D", "", code).lstrip("0") for code in codes}
    return {digits for digits in kept if len(digits) >= 7}


def _medicine(product: Looked) -> set[str]:
    if product.generic_id is None or product.manufacturer_id is None:
        return set()
    sizes = ",".join(map(str, sorted(product.factors)))
    return {f"{product.generic_id}|{product.manufacturer_id}|{sizes}"}


def _by_keys(keyed: Iterable[tuple[UUID, set[str]]]) -> Iterator[tuple[UUID, UUID]]:
    groups: dict[str, list[UUID]] = defaultdict(list)
    for product_id, keys in keyed:
        for key in keys:
            groups[key].append(product_id)
    for group in groups.values():
        if len(group) <= MOST_IN_GROUP:
            yield from combinations(group, 2)


@dataclass(frozen=True, slots=True)
class _Name:
    """A name taken apart: its key, how often each letter is in that, its beginning, its marks.

    Marks tell products of one name apart: numbers, sizes of what is worn, "vitamin C" and "D".
    """

    id: UUID
    key: str
    letters: Counter[str]
    group: tuple[str, tuple[str, ...]]


def _named(product: Looked) -> _Name:
    pieces = _pieces(product.name)
    first = next((piece for piece in pieces if not piece[0].isdigit()), "")
    marks = tuple(sorted(piece for piece in pieces if _is_mark(piece)))
    key = " ".join(sorted(pieces))
    return _Name(product.id, key, Counter(key), (first[:3], marks))


def _is_mark(piece: str) -> bool:
    return piece[0].isdigit() or (len(piece) == 1 and piece != "g") or piece in _SIZES


def _by_names(products: Sequence[Looked]) -> Iterator[tuple[UUID, UUID]]:
    names = [_named(product) for product in products]
    yield from _by_keys((name.id, {name.key}) for name in names)
    groups: dict[tuple[str, tuple[str, ...]], list[_Name]] = defaultdict(list)
    for name in names:
        if name.group[0]:
            groups[name.group].append(name)
    for group in groups.values():
        if len(group) <= MOST_IN_GROUP:
            yield from _alike_among(group)


def _alike_among(group: Sequence[_Name]) -> Iterator[tuple[UUID, UUID]]:
    """Those of a group that are alike; only what the letters allow is compared in order."""
    for place, other in enumerate(group):
        near = [one for one in group[:place] if _agree(_common(one, other), one, other)]
        if near:
            matcher = SequenceMatcher(None, "", other.key, autojunk=False)
            for one in near:
                matcher.set_seq1(one.key)
                agreeing = sum(block.size for block in matcher.get_matching_blocks())
                if _agree(agreeing, one, other):
                    yield one.id, other.id


def _common(one: _Name, other: _Name) -> int:
    """The letters that both have, in whatever order: no more agree in order."""
    shorter = min(len(one.key), len(other.key))
    return (one.letters & other.letters).total() if _agree(shorter, one, other) else 0


def _agree(agreeing: int, one: _Name, other: _Name) -> bool:
    return 2 * agreeing * LIKE_OF >= (len(one.key) + len(other.key)) * LIKE


def _may_be_one(one: Looked, other: Looked) -> bool:
    generics = {one.generic_id, other.generic_id} - {None}
    return (
        one.id != other.id
        and len(generics) < 2
        and fold(one.base_unit) == fold(other.base_unit)
        and one.legal_class == other.legal_class
    )


def _by_two_makers(one: Looked, other: Looked) -> bool:
    return len({one.manufacturer_id, other.manufacturer_id} - {None}) > 1


def _ordered(one: UUID, other: UUID) -> tuple[UUID, UUID]:
    return (one, other) if one < other else (other, one)
