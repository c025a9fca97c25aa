"""States, rotations and packs of products in the reader's words."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from django.utils.translation import gettext_lazy as _

from theriac.core.formatting import format_money
from theriac.core.money import Money, round_half_up
from theriac.core.problems import Text
from theriac.countries.base import CountryProfile
from theriac.countries.registry import profile_for
from theriac.domains.catalog.pack_words import count_of
from theriac.domains.catalog.queries.products import PackDetail, ProductDetail
from theriac.surfaces.backoffice.shell import frame
from theriac.surfaces.backoffice.shell.quantities import quantity_words

STATUSES: dict[str, Text] = {
    "draft": _("Draft"),
    "active": _("For sale"),
    "blocked": _("Blocked"),
    "discontinued": _("Discontinued"),
    "merged": _("Merged"),
}
STATUS_BADGES: dict[str, tuple[str, str]] = {
    "draft": ("pencil", "note"),
    "blocked": ("slash-circle", "stop"),
    "discontinued": ("archive", "line"),
    "merged": ("union", "line"),
}
ROTATIONS: dict[str, Text] = {
    "fefo": _("First expired, first out (FEFO)"),
    "fifo": _("First in, first out (FIFO)"),
}
VED_CLASSES: dict[str, Text] = {
    "vital": _("Vital"),
    "essential": _("Essential"),
    "desirable": _("Desirable"),
}


def profile() -> CountryProfile:
    """The rules of the pharmacy's country."""
    return profile_for(frame.pharmacy().country)


def legal_classes() -> list[tuple[str, Text]]:
    """The country's classes as choices."""
    return [(known.code, known.title) for known in profile().legal_classes]


def tax_classes() -> list[tuple[str, Text]]:
    """The country's tax classes as choices."""
    return [(known.code, known.title) for known in profile().tax_classes]


def class_title(code: str) -> Text:
    """The class's name; what isn't known stays as it is written."""
    return dict(legal_classes()).get(code, code)


def money(amount: int | None) -> Money | None:
    """Minor units of the pharmacy's currency."""
    return None if amount is None else Money(amount, frame.pharmacy().currency)


def pairs_of(packs: Iterable[PackDetail]) -> list[tuple[str, int]]:
    """Names and factors, for quantities in words."""
    return [(pack.name, pack.factor) for pack in packs]


def in_words(quantity: int, product: ProductDetail) -> str:
    """2 boxes + 3 strips + 4 tablets."""
    return quantity_words(quantity, pairs_of(product.packs), frame.pharmacy().country)


def counted(name: str, count: int) -> str:
    """3 strips."""
    return count_of(name, count, frame.pharmacy().country)


def pack_title(name: str, count: int = 1) -> str:
    """The pack's name alone, as it is said of so many, in the reader's language."""
    return counted(name, count).partition(" ")[2]


def pack_content(pack: PackDetail, base_unit: str) -> str:
    """1 strip = 10 tablets; for the base unit its name alone."""
    if pack.factor == 1:
        return counted(pack.name, 1)
    return f"{counted(pack.name, 1)} = {counted(base_unit, pack.factor)}"


def per_unit(amount: int | None, units: int, base_unit: str) -> str:
    """Rp 650 per tablet, so that packs can be compared; empty where that says nothing new.

    What doesn't divide is rounded half up to the currency's smallest unit and called about that.
    """
    if not amount or units == 1:
        return ""
    exact = Fraction(amount, units)
    each = round_half_up(exact)
    if not each:
        return ""
    named = {
        "money": format_money(Money(each, frame.pharmacy().currency), frame.pharmacy().country),
        "unit": pack_title(base_unit),
    }
    words = _("%(money)s per %(unit)s") if each == exact else _("about %(money)s per %(unit)s")
    return str(words) % named


def usual_price(product: ProductDetail) -> PackDetail | None:
    """The pack whose price a list shows: the smallest priced one above the base unit, else that."""
    priced = [pack for pack in product.packs if pack.price is not None]
    return next((pack for pack in priced if pack.factor > 1), priced[0] if priced else None)


def largest_factor(product: ProductDetail) -> int:
    """Base units in the largest pack."""
    return max((pack.factor for pack in product.packs), default=1)
