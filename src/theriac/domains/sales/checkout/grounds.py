"""Whether prescription-only lines have their ground, and the rows that record it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from theriac.core.actor import Actor
from theriac.core.ids import new_id
from theriac.core.privacy.periods import ready_owner
from theriac.core.problems import Unprocessable
from theriac.countries.base import CountryProfile
from theriac.countries.gates import (
    NO_GROUND,
    GateDecision,
    Ground,
    PaperSeen,
    ground_gaps,
    sale_gate,
)
from theriac.domains.catalog.queries.sale_facts import ProductFact
from theriac.domains.sales.checkout.basket import BasketLine
from theriac.domains.sales.checkout.drafts import GroundSeen, SaleDraft
from theriac.domains.sales.checkout.papers import unfit_prescription, valid_until
from theriac.domains.sales.checkout.place import SaleContext
from theriac.domains.sales.models import SaleGround
from theriac.domains.sales.permissions import PERMIT_GROUND
from theriac.domains.sales.prescriptions import GROUND_KEYS, details_of
from theriac.domains.sales.problems import ControlledNotSold, GroundNeeded


def gate_for(
    profile: CountryProfile,
    legal_class: str,
    seen: GroundSeen | None,
    *,
    permitted: bool,
    registers: frozenset[str] = frozenset(),
) -> GateDecision:
    """The country's decision on one line, with what was seen and whether the person may decide.

    Goods of a register that isn't among ``registers`` aren't sold this way.
    """
    ground = NO_GROUND
    if seen is not None:
        exception = seen.exception or None
        ground = Ground(
            prescription=None if exception else PaperSeen.ORIGINAL,
            exception=exception,
            permitted=permitted,
            copies=seen.copies,
        )
    known = profile.legal_class(legal_class)
    return sale_gate(known, profile.gate(legal_class, ground), registers)


def refuse_ungrounded(
    actor: Actor,
    place: SaleContext,
    draft: SaleDraft,
    basket: Sequence[BasketLine],
    registers: frozenset[str] = frozenset(),
) -> None:
    """For the first line that may not be handed over, say why.

    Goods of ``registers`` are sold, of others not: who sells them asks their facts and signature.

    Raises GroundNeeded, PrescriptionUnfit, ControlledNotSold.
    """
    for told in draft.grounds:
        _check_whole(told, place)
    permitted = actor.may(PERMIT_GROUND, place.point.branch_id)
    for position, line in enumerate(basket, start=1):
        product, seen = line.product, _seen(draft, line)
        decision = gate_for(
            place.profile,
            product.legal_class,
            seen,
            permitted=permitted or (seen is not None and seen.permitted_by is not None),
            registers=registers,
        )
        if decision.allowed:
            refuse_unfit(place, seen, product, position)
            continue
        if decision.missing == "register":
            raise ControlledNotSold(
                _(
                    "%(product)s is a controlled medicine. It isn’t sold like this: it needs a "
                    "second person’s signature at the moment of the sale."
                )
                % {"product": line.product.name},
                position=position,
                product_id=line.product.id,
            )
        raise GroundNeeded.of(
            product_id=line.product.id,
            product=line.product.name,
            missing=decision.missing,
            position=position,
        )


def refuse_unfit(
    place: SaleContext, seen: GroundSeen | None, product: ProductFact, position: int
) -> None:
    """Raise PrescriptionUnfit where a prescription's date doesn't let the line be handed over."""
    if seen is None or seen.kind != SaleGround.Kind.PRESCRIPTION:
        return
    goods = (product.id, product.name, product.legal_class)
    problem = unfit_prescription(place, seen.written_on, goods, position)
    if problem is not None:
        raise problem


def _seen(draft: SaleDraft, line: BasketLine) -> GroundSeen | None:
    index = line.item.ground
    if index is None:
        return None
    if not 0 <= index < len(draft.grounds):
        raise Unprocessable(
            _("The line refers to a prescription or exception that doesn’t exist."), field="grounds"
        )
    return draft.grounds[index]


def _check_whole(seen: GroundSeen, place: SaleContext) -> None:
    if seen.kind == SaleGround.Kind.EXCEPTION:
        if not seen.exception:
            raise Unprocessable(_("Choose the exception."), field="grounds.exception")
        return
    gaps = ground_gaps(
        prescriber=seen.prescriber,
        number=seen.number,
        written_on=seen.written_on,
        today=place.today,
    )
    if gaps:
        raise Unprocessable(
            _("Enter the prescriber, number and date of the prescription."),
            field=f"grounds.{gaps[0]}",
        )


def ground_rows(
    sale_id: UUID,
    actor: Actor,
    place: SaleContext,
    draft: SaleDraft,
    basket: Sequence[BasketLine],
    recorded_at: datetime,
) -> list[SaleGround]:
    """The grounds as rows, in their order. Raises KeyStoreFails where they can't be encrypted."""
    if not draft.grounds:
        return []
    key_id = ready_owner(GROUND_KEYS, recorded_at)
    return [
        SaleGround(
            id=new_id(),
            sale_id=sale_id,
            kind=seen.kind,
            details=details_of(seen.kind, seen.prescriber, seen.number, seen.licence, seen.address),
            key_id=key_id,
            written_on=seen.written_on,
            valid_until=valid_until(
                place,
                seen.written_on,
                {line.product.legal_class for line in basket if line.item.ground == index},
            ),
            exception=seen.exception,
            permitted_by=seen.permitted_by or actor.id,
            duty_turn_id=place.duty_turn_id,
        )
        for index, seen in enumerate(draft.grounds)
    ]
