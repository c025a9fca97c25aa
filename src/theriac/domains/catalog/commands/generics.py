"""Making generics, and saying which one a product is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.documents import at_version, keep
from theriac.core.database.insert import insert_absent, insert_rows
from theriac.core.ids import new_id
from theriac.core.problems import NotFound, Unprocessable
from theriac.core.rights import Concerns
from theriac.domains.catalog.commands.search_index import index_changed
from theriac.domains.catalog.events import ProductChanged
from theriac.domains.catalog.medicines.recognition import Recognised, medicine_of, substance_key
from theriac.domains.catalog.merges.refusal import refuse_merged
from theriac.domains.catalog.models import Generic, Ingredient, Product, Substance
from theriac.domains.catalog.permissions import MANAGE_CATALOG
from theriac.domains.catalog.problems import GenericRefused


@dataclass(frozen=True, slots=True, kw_only=True)
class GenericParts:
    """Substances with their strengths as written, such as ("Amoxicillin", "500 mg"), and a form."""

    ingredients: Sequence[tuple[str, str]]
    dose_form: str


ATC = re.compile(r"[A-Z]\d\d[A-Z]{2}\d\d")


@command(
    name="catalog.set_generic",
    done=gettext_lazy("Assigned a generic medicine"),
    permission=MANAGE_CATALOG,
)
def set_generic(
    *, actor: Actor, product_id: UUID, version: int, generic: GenericParts | None
) -> int:
    """Say which generic a product is, or (None) that none is known; the product's new version.

    The generic is made where no product had it yet. Raises NotFound; Stale when somebody changed
    the product since ``version``; GenericRefused for substances, strengths or a form that can't be
    read.
    """
    product = Product.objects.select_for_update().filter(id=product_id).first()
    if product is None:
        raise NotFound(_("This product isn't in the catalogue."), product_id=product_id)
    refuse_merged(product_id)
    changed = _("Another user changed this product. Reload the page, then choose.")
    at_version(product, version, changed, current={})
    medicine = _readable(generic) if generic else None
    before = _name_of(product.generic_id)
    product.generic_id = generic_ids([medicine])[medicine.key] if medicine else None
    keep(product, "generic_id")
    index_changed([product_id])
    facts = {"before": {"generic": before}, "after": {"generic": _name_of(product.generic_id)}}
    current_unit().record("catalog.product", product_id, reason="generic", facts=facts)
    current_unit().announce(
        ProductChanged(subject=str(product_id), data={"product_id": product_id})
    )
    return product.version


@command(
    name="catalog.set_atc",
    done=gettext_lazy("Assigned an ATC code"),
    permission=MANAGE_CATALOG,
    concerns=Concerns.PHARMACY,
)
def set_atc(*, actor: Actor, generic_id: UUID, atc: str) -> None:
    """Keep the code, in capitals; "" takes it back. Raises NotFound, Unprocessable."""
    row = Generic.objects.select_for_update().filter(id=generic_id).first()
    if row is None:
        raise NotFound(_("This generic medicine isn’t in the catalogue."), generic_id=generic_id)
    code = atc.strip().upper()
    if code and not ATC.fullmatch(code):
        raise Unprocessable(
            _("Enter the ATC code with its seven characters, such as N02BE01."), field="atc"
        )
    before, row.atc = row.atc, code
    row.save(update_fields=["atc"])
    facts = {"before": {"atc": before}, "after": {"atc": code}}
    current_unit().record("catalog.generic", row.id, facts=facts)


def generic_ids(medicines: Iterable[Recognised | None]) -> dict[str, UUID]:
    """The generics' ids by ``Recognised.key``, made set-wise where they are missing.

    Inside a command's transaction. Two that make the same wait for each other by its key.
    """
    wanted = {one.key: one for one in medicines if one is not None}
    digests = {_digest(key): key for key in wanted}
    found = _known(digests)
    missing = [wanted[key] for key in sorted(set(wanted) - set(found))]
    if not missing:
        return found
    substances = _substances(missing)
    rows = [
        Generic(
            id=new_id(),
            name=one.name[:400],
            dose_form=one.dose_form,
            key=_digest(one.key),
            substances=[part.substance for part in one.parts],
            strengths=[part.strength for part in one.parts],
        )
        for one in sorted(missing, key=lambda one: _digest(one.key))
    ]
    insert_absent(Generic, rows)
    made = {row.id for row in rows}
    found = _known(digests)
    insert_rows(
        Ingredient,
        [
            Ingredient(
                id=new_id(),
                generic_id=found[one.key],
                substance_id=substances[substance_key(part.substance)],
                strength=part.strength,
                position=position,
            )
            for one in missing
            if found[one.key] in made
            for position, part in enumerate(one.parts)
        ],
    )
    return found


def _known(digests: dict[str, str]) -> dict[str, UUID]:
    rows = Generic.objects.filter(key__in=digests).values_list("key", "id")
    return {digests[digest]: generic_id for digest, generic_id in rows}


def _substances(medicines: Sequence[Recognised]) -> dict[str, UUID]:
    names = {
        substance_key(part.substance): part.substance for one in medicines for part in one.parts
    }
    insert_absent(
        Substance, [Substance(id=new_id(), key=key, name=names[key]) for key in sorted(names)]
    )
    return dict(Substance.objects.filter(key__in=names).values_list("key", "id"))


def _digest(key: str) -> str:
    return sha256(key.encode()).hexdigest()


def _readable(generic: GenericParts) -> Recognised:
    medicine = medicine_of(generic.ingredients, generic.dose_form)
    if medicine is None:
        raise GenericRefused(
            _(
                "This can’t be read as a medicine. Enter each substance once with its "
                "strength, for example 500 mg or 125 mg/5 ml, and the form."
            ),
            field="ingredients",
        )
    return medicine


def _name_of(generic_id: UUID | None) -> str:
    if generic_id is None:
        return ""
    return Generic.objects.values_list("name", flat=True).get(id=generic_id)
