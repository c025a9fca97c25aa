"""Why two products may be one, and what differs between them, in the reader's words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from theriac.core.problems import Text
from theriac.domains.catalog.merges.likeness import Likeness
from theriac.domains.catalog.queries.products import ProductDetail
from theriac.surfaces.backoffice.catalog.words import (
    STATUSES,
    class_title,
    in_words,
    money,
    pack_content,
)
from theriac.surfaces.backoffice.templatetags import theriac as shown

REASONS: dict[Likeness, Text] = {
    Likeness.CODE: _("Same barcode digits"),
    Likeness.MEDICINE: _("Same medicine, manufacturer and packs"),
    Likeness.NAME: _("Similar names"),
}


@dataclass(frozen=True, slots=True)
class Compared:
    """One line of the comparison: what it is, of the one that stays, of the one that goes."""

    title: Text
    kept: str
    merged: str

    @property
    def differs(self) -> bool:
        """Whether the two say something else."""
        return self.kept != self.merged


def compared(
    kept: ProductDetail, merged: ProductDetail, units: Mapping[UUID, int] | None
) -> list[Compared]:
    """The two side by side; ``units`` is None for who may not see stock."""
    lines = [
        Compared(title, str(of(kept) or "–"), str(of(merged) or "–"))
        for title, of in (
            (_("Name"), lambda one: one.name),
            (_("Generic name"), lambda one: one.generic_name),
            (_("Substance"), lambda one: one.substance),
            (_("Strength"), lambda one: one.strength),
            (_("Dose form"), lambda one: one.dose_form),
            (_("Manufacturer"), lambda one: one.manufacturer),
            (_("Legal class"), lambda one: class_title(one.legal_class)),
            (_("Base unit"), lambda one: one.base_unit),
            (_("Packs"), _packs),
            (_("Barcodes"), _codes),
            (_("Prices"), _prices),
            (_("Status"), lambda one: STATUSES[one.status]),
            (_("Code"), lambda one: one.external_code),
        )
    ]
    if units is not None:
        held = [in_words(units.get(one.id, 0), one) for one in (kept, merged)]
        lines.append(Compared(_("Stock at all branches"), *held))
    return lines


def _packs(product: ProductDetail) -> str:
    return ", ".join(pack_content(pack, product.base_unit) for pack in product.packs)


def _codes(product: ProductDetail) -> str:
    return ", ".join(code for pack in product.packs for code in pack.barcodes)


def _prices(product: ProductDetail) -> str:
    return ", ".join(
        f"{pack.name} {shown.money(money(pack.price))}"
        for pack in product.packs
        if pack.price is not None
    )
