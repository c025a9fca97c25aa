"""The gate of duty: no responsible pharmacist, no prescription-only line, where that is asked.

A sale without such a line reads nothing. One with some costs one statement, and one more where the
branch may ask although no law does.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from django.utils.translation import gettext as _

from theriac.core.actor import Actor
from theriac.domains.catalog.queries.sale_facts import ProductFact
from theriac.domains.duty.queries import classes_asked, on_duty_at
from theriac.domains.sales.checkout.basket import BasketLine
from theriac.domains.sales.checkout.place import SaleContext
from theriac.domains.sales.problems import DutyNeeded


@dataclass(frozen=True, slots=True)
class Attendance:
    """Whose turn of duty it was, and the legal classes that ask for one where nobody was."""

    turn_id: UUID | None = None
    lacking: Collection[str] = ()


def attendance(
    place: SaleContext, products: Mapping[UUID, ProductFact], seller_id: UUID
) -> Attendance:
    """Who was on duty at the sale's moment for these goods: the seller, else who came first."""
    classes = {product.legal_class for product in products.values()}
    branch_id = place.point.branch_id
    asked = classes_asked(place.profile, classes, branch_id, place.today)
    if not asked:
        return Attendance()
    turns = on_duty_at(branch_id, place.moment)
    if not turns:
        return Attendance(lacking=asked)
    own = (turn for turn in turns if turn.person_id == seller_id)
    return Attendance(next(own, turns[0]).turn_id)


def attending(
    place: SaleContext, products: Mapping[UUID, ProductFact], seller_id: UUID
) -> tuple[SaleContext, Collection[str]]:
    """The place with whose turn it was, and the legal classes for which nobody was there."""
    found = attendance(place, products, seller_id)
    return replace(place, duty_turn_id=found.turn_id), found.lacking


def attended(actor: Actor, place: SaleContext, basket: Sequence[BasketLine]) -> SaleContext:
    """The place with whose turn it is. Raises DutyNeeded for the first line that lacks one."""
    products = {line.product.id: line.product for line in basket}
    placed, lacking = attending(place, products, actor.id)
    for position, line in enumerate(basket, start=1):
        if line.product.legal_class in lacking:
            raise unattended(line.product, position)
    return placed


def unattended(product: ProductFact, position: int) -> DutyNeeded:
    """The refusal of a line, in words."""
    return DutyNeeded(
        _(
            "%(product)s is handed over only while a responsible pharmacist is on duty, and no one "
            "is. Ask the pharmacist to sign on to duty at a counter or in the back office."
        )
        % {"product": product.name},
        field=f"lines.{position - 1}",
        product_id=product.id,
        position=position,
    )
