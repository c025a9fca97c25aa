"""The facts that a hand-over of a registered medicine needs, and the refusal without one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from theriac.core.problems import Text
from theriac.countries.controlled.rules import ControlledFact, ControlledRule
from theriac.domains.patients.queries.groups import KnownParticulars, particulars_known
from theriac.domains.prescribers.queries.prescribers import KnownPrescriber, prescribers_known
from theriac.domains.sales.checkout.basket import BasketLine
from theriac.domains.sales.checkout.drafts import GroundSeen, SaleDraft
from theriac.domains.sales.problems import ControlledFactLacks

SENTENCES: dict[ControlledFact, Text] = {
    ControlledFact.PATIENT_NUMBER: _(
        "By law, the patient’s identity number must be recorded for %(product)s. Add it to the "
        "patient’s record."
    ),
    ControlledFact.PATIENT_ADDRESS: _(
        "By law, the patient’s address must be recorded for %(product)s. Add it to the patient’s "
        "record."
    ),
    ControlledFact.PRESCRIBER: _(
        "By law, the prescriber of %(product)s must be identified. Choose the prescriber from the "
        "list, or add them to it."
    ),
    ControlledFact.PRESCRIBER_LICENCE: _(
        "By law, the prescriber’s licence number must be recorded for %(product)s. Add it to the "
        "prescriber’s record."
    ),
    ControlledFact.PRESCRIBER_ADDRESS: _(
        "By law, the prescriber’s address must be recorded for %(product)s. Add a practice with "
        "its address to the prescriber’s record."
    ),
}


@dataclass(frozen=True, slots=True)
class ControlledLine:
    """A line of registered goods with what the law asks of it."""

    position: int
    line: BasketLine
    rule: ControlledRule


def refuse_lacking(draft: SaleDraft, lines: Sequence[ControlledLine]) -> SaleDraft:
    """The draft with the prescribers' licences and addresses, which the sale keeps as they are now.

    Raises ControlledFactLacks for the first line of which the law's facts aren't all known.
    """
    patient = particulars_known(draft.patient_id) if draft.patient_id else None
    asked = {one.prescriber_id for one in draft.grounds if one.prescriber_id}
    prescribers = prescribers_known(asked) if asked else {}
    for one in lines:
        index = one.line.item.ground
        prescriber_id = None if index is None else draft.grounds[index].prescriber_id
        fact = lacking_fact(one.rule, patient, prescribers, prescriber_id)
        if fact is not None:
            goods = (one.line.product.id, one.line.product.name)
            raise fact_lacks(fact, goods, one.position)
    return replace(draft, grounds=[_filled(one, prescribers) for one in draft.grounds])


def fact_lacks(fact: ControlledFact, goods: tuple[UUID, str], position: int) -> ControlledFactLacks:
    """The refusal without a fact; ``goods`` are the product's id and name."""
    product_id, product = goods
    return ControlledFactLacks(
        SENTENCES[fact] % {"product": product},
        field="patient_id" if fact.startswith("patient") else "grounds",
        product_id=product_id,
        position=position,
        fact=fact.value,
    )


def lacking_fact(
    rule: ControlledRule,
    patient: KnownParticulars | None,
    prescribers: Mapping[UUID, KnownPrescriber],
    prescriber_id: UUID | None,
) -> ControlledFact | None:
    """The first of the law's facts that isn't known."""
    lacking = (one for one in rule.facts if not _is_known(one, patient, prescribers, prescriber_id))
    return next(lacking, None)


def _filled(seen: GroundSeen, prescribers: Mapping[UUID, KnownPrescriber]) -> GroundSeen:
    known = prescribers.get(seen.prescriber_id) if seen.prescriber_id else None
    return replace(seen, licence=known.licence, address=known.address) if known else seen


def _is_known(
    fact: ControlledFact,
    patient: KnownParticulars | None,
    prescribers: Mapping[UUID, KnownPrescriber],
    prescriber_id: UUID | None,
) -> bool:
    if fact is ControlledFact.PATIENT_NUMBER:
        return patient is not None and patient.has_number
    if fact is ControlledFact.PATIENT_ADDRESS:
        return patient is not None and patient.has_address
    prescriber = prescribers.get(prescriber_id) if prescriber_id else None
    if prescriber is None:
        return False
    if fact is ControlledFact.PRESCRIBER_LICENCE:
        return bool(prescriber.licence)
    return fact is ControlledFact.PRESCRIBER or bool(prescriber.address)
