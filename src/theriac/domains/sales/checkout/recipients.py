"""Whom a sale is for, where the law asks: refused without, and the row that says it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.utils.translation import gettext as _

from theriac.core.actor import Actor
from theriac.core.ids import new_id
from theriac.core.problems import NotPermitted
from theriac.countries.recipients import asks_patient
from theriac.domains.patients.permissions import VIEW_PATIENTS
from theriac.domains.patients.queries.groups import get_patient
from theriac.domains.sales.checkout.basket import BasketLine
from theriac.domains.sales.checkout.drafts import SaleDraft
from theriac.domains.sales.checkout.place import SaleContext
from theriac.domains.sales.models import SaleGround, SalePatient
from theriac.domains.sales.problems import PatientNeeded


def is_asked(place: SaleContext, legal_classes: Iterable[str]) -> bool:
    """Whether the law asks for the patient of goods of one of these classes."""
    rules = place.profile.recipients
    return any(asks_patient(rules, one, place.today) for one in legal_classes)


def refuse_unnamed(
    actor: Actor, place: SaleContext, draft: SaleDraft, basket: Sequence[BasketLine]
) -> None:
    """Refuse a sale that names no patient where the law asks, or one who can't be named.

    Raises PatientNeeded with the first such line, NotPermitted for who may not find patients at the
    branch, PatientUnknown, PatientGone, PatientRestricted.
    """
    if draft.patient_id is not None:
        if not actor.may(VIEW_PATIENTS, place.point.branch_id):
            raise NotPermitted(
                _(
                    "You don’t have permission to find patients here, so you can’t add one to "
                    "a sale."
                ),
                field="patient_id",
            )
        get_patient(draft.patient_id)
        return
    for position, line in enumerate(basket, start=1):
        if is_asked(place, [line.product.legal_class]):
            raise unnamed(line.product.id, line.product.name, position)


def unnamed(product_id: UUID, product: str, position: int) -> PatientNeeded:
    """The refusal of a line for whose goods the law asks, in words."""
    return PatientNeeded(
        _(
            "By law, the patient must be recorded for %(product)s. Find or register the "
            "patient, and add them to the sale."
        )
        % {"product": product},
        field="patient_id",
        product_id=product_id,
        position=position,
    )


def patient_rows(
    sale_id: UUID,
    place: SaleContext,
    draft: SaleDraft,
    grounds: Sequence[SaleGround],
    basket: Sequence[BasketLine],
) -> list[SalePatient]:
    """Whom the sale is for, if somebody; marks the ``grounds`` for which the law asked it."""
    for line in basket:
        if line.item.ground is not None and is_asked(place, [line.product.legal_class]):
            grounds[line.item.ground].asks_patient = True
    if draft.patient_id is None:
        return []
    return [SalePatient(id=new_id(), sale_id=sale_id, patient_id=draft.patient_id)]
