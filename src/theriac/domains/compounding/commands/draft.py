"""Writing a preparation: what is made, its ingredients, form and fees; nothing moves yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import Field, Strict

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.insert import insert_rows
from theriac.core.facts.records import record
from theriac.core.facts.types import MOST_UNITS, Amount, Id, Text250
from theriac.core.ids import new_id
from theriac.core.problems import Unprocessable
from theriac.countries.registry import profile_for
from theriac.domains.catalog.queries.names import product_names
from theriac.domains.catalog.queries.product_facts import classes_of, states_of
from theriac.domains.catalog.rules import RECEIVED, SERVICE
from theriac.domains.compounding.ids import PreparationId
from theriac.domains.compounding.models import Formula, Preparation, PreparationLine
from theriac.domains.compounding.permissions import COMPOUND
from theriac.domains.compounding.problems import PreparationRefused
from theriac.domains.compounding.rules import (
    MOST_DENOMINATOR,
    MOST_MADE,
    MOST_NUMERATOR,
    CompoundForm,
    units_used,
)
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.queries.branches import pharmacy_country
from theriac.domains.stock.ports import registers_of

MOST_LINES = 30
MOST_FEE = 10**12


@record
class IngredientShare:
    """A product, and the fraction of a base unit of it that one unit takes."""

    product_id: Id
    numerator: Annotated[int, Strict(), Field(ge=1, le=MOST_NUMERATOR)]
    denominator: Annotated[int, Strict(), Field(ge=1, le=MOST_DENOMINATOR)] = 1


@record
class PreparationNew:
    """What is to be made; ``units`` base units of the product, fees for all of it.

    ``service_fee`` is the tuslah, ``packing_fee`` the embalase; minor units.
    """

    product_id: Id
    units: Annotated[int, Strict(), Field(ge=1, le=MOST_MADE, description="Base units.")]
    form: CompoundForm
    ingredients: tuple[IngredientShare, ...]
    service_fee: Amount = 0
    packing_fee: Amount = 0
    instructions: Text250 = ""
    formula_id: Id | None = None


@dataclass(frozen=True, slots=True)
class ForLine:
    """The line of a prescription that a preparation is made for."""

    prescription_id: UUID
    line_id: UUID


@command(
    name="compounding.write",
    done=gettext_lazy("Wrote a preparation"),
    permission=COMPOUND,
)
def write_preparation(
    *, actor: Actor, branch_id: BranchId, preparation: PreparationNew
) -> PreparationId:
    """Keep a draft; nothing moves yet.

    Raises Unprocessable for no ingredient or one twice, PreparationRefused for what isn't
    compounded: goods of a register, ingredients that need a prescription in what doesn't.
    """
    return keep_draft(branch_id, preparation)


def keep_draft(
    branch_id: UUID, preparation: PreparationNew, made_for: ForLine | None = None
) -> PreparationId:
    """Keep a draft by who acts, in the running command, which asked the right and makes only this.

    Raises as ``write_preparation`` does.
    """
    _check(branch_id, preparation)
    require_compoundable(
        preparation.product_id, [one.product_id for one in preparation.ingredients]
    )
    row = Preparation.objects.create(
        id=current_unit().effect_id,
        branch_id=branch_id,
        formula_id=preparation.formula_id,
        product_id=preparation.product_id,
        units=preparation.units,
        form=preparation.form.value,
        service_fee=preparation.service_fee,
        packing_fee=preparation.packing_fee,
        instructions=preparation.instructions.strip(),
        prescription_id=made_for.prescription_id if made_for else None,
        prescription_line_id=made_for.line_id if made_for else None,
        created_at=clock.now(),
        created_by=current_unit().actor.id,
    )
    insert_rows(PreparationLine, _lines(row, preparation.ingredients))
    facts: dict[str, object] = {
        "product_id": row.product_id,
        "units": row.units,
        "lines": len(preparation.ingredients),
    }
    if made_for is not None:
        facts["prescription"] = made_for.prescription_id.hex
    current_unit().record("stock.preparation", row.id, facts=facts)
    return PreparationId(row.id)


def require_compoundable(product_id: UUID, ingredients: Sequence[UUID]) -> None:
    """Raise Unprocessable or PreparationRefused where these can't become that."""
    wanted = [product_id, *ingredients]
    known = states_of(wanted)
    errors = {
        name: _("This product isn't in the catalogue.")
        for name, key in _named(product_id, ingredients)
        if key not in known
    }
    if errors:
        raise Unprocessable(_("Check the marked fields."), errors=errors)
    if services := [key for key in wanted if known[key][1] == SERVICE]:
        words = _("%(name)s is a service and isn’t stocked. Choose another product.")
        raise PreparationRefused(words % {"name": known[services[0]][0]}, field="product_id")
    name, state = known[product_id]
    if state not in RECEIVED:
        words = _("%(name)s isn’t an active product. Activate it in the catalogue first.")
        raise PreparationRefused(words % {"name": name}, field="product_id")
    if registered := registers_of(wanted):
        words = _(
            "%(name)s is a controlled medicine. Controlled medicines can’t be compounded here."
        )
        raise PreparationRefused(words % {"name": known[next(iter(registered))][0]})
    _require_class(product_id, ingredients)


def _named(product_id: UUID, ingredients: Sequence[UUID]) -> list[tuple[str, UUID]]:
    lines = [(f"lines.{at}.product_id", key) for at, key in enumerate(ingredients)]
    return [("product_id", product_id), *lines]


def _require_class(product_id: UUID, ingredients: Sequence[UUID]) -> None:
    """What is made asks for a prescription where any of its ingredients does."""
    classes, law = classes_of([product_id, *ingredients]), profile_for(pharmacy_country())
    asks = {
        key: bool(code) and law.legal_class(code).needs_prescription
        for key, code in classes.items()
    }
    strict = [key for key in ingredients if asks.get(key)]
    if strict and not asks.get(product_id):
        names = product_names([product_id, strict[0]])
        words = _(
            "%(ingredient)s needs a prescription and %(product)s doesn’t. Choose a product whose "
            "class needs one."
        )
        facts = {"ingredient": names[strict[0]], "product": names[product_id]}
        raise PreparationRefused(words % facts, field="product_id")


def _check(branch_id: UUID, preparation: PreparationNew) -> None:
    lines = preparation.ingredients
    if not 1 <= len(lines) <= MOST_LINES:
        words = _("Enter the ingredients, at most %(most)s.") % {"most": MOST_LINES}
        raise Unprocessable(words, field="lines")
    if max(preparation.service_fee, preparation.packing_fee) > MOST_FEE:
        raise Unprocessable(_("This fee is too large."), field="service_fee")
    seen = {preparation.product_id}
    for at, one in enumerate(lines):
        if one.product_id in seen:
            words = _("This product is already listed here, or is what is made.")
            raise Unprocessable(words, field=f"lines.{at}.product_id")
        seen.add(one.product_id)
        if units_used(Fraction(one.numerator, one.denominator), preparation.units) > MOST_UNITS:
            raise Unprocessable(_("This quantity is too large."), field=f"lines.{at}.share")
    formula_id = preparation.formula_id
    if formula_id and not Formula.objects.filter(id=formula_id, branch_id=branch_id).exists():
        words = _("This formula doesn’t exist at this branch. Choose one from the list.")
        raise Unprocessable(words, field="formula_id")


def _lines(row: Preparation, ingredients: Sequence[IngredientShare]) -> list[PreparationLine]:
    return [
        PreparationLine(
            id=new_id(),
            preparation_id=row.id,
            position=position,
            product_id=one.product_id,
            numerator=one.numerator,
            denominator=one.denominator,
            quantity=units_used(Fraction(one.numerator, one.denominator), row.units),
        )
        for position, one in enumerate(ingredients)
    ]
