"""A hand-over of registered medicines: refused without the law's facts and a second signature."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from theriac.core.actor import Actor
from theriac.core.approval.actions import ApprovalAction, Measure, declare_action
from theriac.core.approval.demand import demand_approval
from theriac.countries.controlled.rules import ControlledRule, controlled_rule
from theriac.domains.controlled.permissions import WITNESS_CONTROLLED
from theriac.domains.sales.checkout.basket import BasketLine
from theriac.domains.sales.checkout.drafts import SaleDraft
from theriac.domains.sales.checkout.place import SaleContext
from theriac.domains.sales.controlled.facts import ControlledLine, refuse_lacking
from theriac.domains.sales.controlled.limits import count_for_patient, over_words

HAND_OVER = declare_action(
    ApprovalAction(
        code="sales.hand_over",
        title=_("Handing over a controlled medicine"),
        explanation=_(
            "By law, a second person checks medicine, quantity, patient and prescription before "
            "a controlled medicine is handed over."
        ),
        approver=WITNESS_CONTROLLED,
        measure=Measure.ALWAYS,
        is_witness=True,
    )
)


def controlled_lines(place: SaleContext, basket: Sequence[BasketLine]) -> list[ControlledLine]:
    """The lines of registered goods with their rule; nothing is read."""
    found = []
    for position, line in enumerate(basket, start=1):
        rule = rule_of(place, line.product.legal_class)
        if rule is not None:
            found.append(ControlledLine(position, line, rule))
    return found


def rule_of(place: SaleContext, legal_class: str) -> ControlledRule | None:
    """What the country asks of goods of this class on the day of the sale."""
    return controlled_rule(place.profile.controlled, legal_class, place.today)


def refuse_unfit_hand_over(
    place: SaleContext, draft: SaleDraft, basket: Sequence[BasketLine]
) -> tuple[SaleDraft, list[ControlledLine]]:
    """The lines of registered goods, each with all that the law asks. Raises ControlledFactLacks.

    Beside them the draft with what its record keeps of the prescribers. Reads nothing where there
    is none.
    """
    lines = controlled_lines(place, basket)
    return (refuse_lacking(draft, lines) if lines else draft), lines


def demand_hand_over(
    actor: Actor, place: SaleContext, draft: SaleDraft, basket: Sequence[BasketLine]
) -> tuple[SaleDraft, Mapping[str, Any]]:
    """Use up the second person's signature for what is handed over; facts for the sale's record.

    The draft comes back with what its record keeps of the prescribers. Reads nothing without
    registered goods. Raises ControlledFactLacks, LimitReached, ApprovalNeeded, ApprovalUnfit.
    """
    draft, lines = refuse_unfit_hand_over(place, draft, basket)
    if not lines or draft.patient_id is None:
        return draft, {}
    over = over_words(count_for_patient(place, draft.patient_id, lines))
    told = {"over_limit": over} if over else {}
    signed = [one for one in lines if one.rule.second_signature]
    if not signed:
        return draft, told
    approval = demand_approval(
        HAND_OVER,
        branch_id=place.point.branch_id,
        content=_content(draft, signed, is_over=bool(over)),
        requested_by=actor.id,
        approval_id=draft.signature_id,
    )
    return draft, {**told, "signature_id": approval.id, "signed_by": approval.approved_by}


def _content(draft: SaleDraft, lines: Sequence[ControlledLine], *, is_over: bool) -> dict[str, Any]:
    """Exactly what is signed: what goes, to whom, on which prescription, whether over a limit."""
    units: dict[tuple[UUID, int | None], int] = {}
    for one in lines:
        key = (one.line.product.id, one.line.item.ground)
        units[key] = units.get(key, 0) + one.line.quantity
    return {
        "patient_id": str(draft.patient_id),
        "is_over_limit": is_over,
        "lines": [
            {
                "product_id": str(product_id),
                "quantity": quantity,
                "prescriber_id": str(draft.grounds[ground].prescriber_id or ""),
                "written_on": str(draft.grounds[ground].written_on or ""),
            }
            for (product_id, ground), quantity in units.items()
            if ground is not None
        ],
    }
