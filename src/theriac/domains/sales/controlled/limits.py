"""A hand-over against the limits per patient: refused beyond one, or flagged."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from theriac.core.command import current_unit
from theriac.countries.controlled.registers import REGISTERS
from theriac.domains.catalog.queries.product_facts import classes_of
from theriac.domains.controlled.limits import HandedGoods, HandOverTo, OverLimit, count_handed
from theriac.domains.organisation.queries.selling_point import SellingPoint
from theriac.domains.patients.queries.groups import patient_exists
from theriac.domains.sales.checkout.place import SaleContext
from theriac.domains.sales.controlled.facts import ControlledLine
from theriac.domains.sales.problems import LimitReached
from theriac.domains.sales.pushes.sale import PushedSale


def count_for_patient(
    place: SaleContext, patient_id: UUID, lines: Sequence[ControlledLine]
) -> list[OverLimit]:
    """Count what the patient gets; the limits that only flag and that it goes beyond.

    Raises LimitReached for the first that refuses.
    """
    to = HandOverTo(
        patient_id=patient_id,
        branch_id=place.point.branch_id,
        document_id=current_unit().effect_id,
        business_on=place.today,
    )
    goods = [
        HandedGoods(
            one.line.product.id,
            one.line.product.name,
            one.line.product.legal_class,
            one.line.quantity,
        )
        for one in lines
    ]
    over = count_handed(to, goods)
    for one in over:
        if one.refuses:
            raise limit_reached(one)
    return over


def limit_reached(one: OverLimit) -> LimitReached:
    """The refusal of what goes beyond a limit."""
    return LimitReached(
        _(
            "%(product)s: with %(had)s base units in the last %(days)s days, this sale exceeds the "
            "limit of %(units)s for one patient. Sell less, or ask the prescriber."
        )
        % {
            "product": one.goods.product,
            "had": one.had,
            "days": one.days,
            "units": one.units,
        },
        field="lines",
        product_id=one.goods.product_id,
        limit=one.units,
        days=one.days,
        had=one.had,
        asked=one.asked,
    )


def over_words(over: Sequence[OverLimit]) -> list[dict[str, int]]:
    """The limits that were gone beyond, as a sale's record tells them."""
    return [
        {"limit": one.units, "days": one.days, "had": one.had, "asked": one.asked} for one in over
    ]


def count_pushed(
    point: SellingPoint, pushed: PushedSale, sale_id: UUID, on: date
) -> list[OverLimit]:
    """Count what a pushed sale handed over, whatever the limits are: it is gone.

    The limits that it goes beyond; nothing without a patient whom the pharmacy knows.
    """
    if pushed.patient_id is None or not patient_exists(pushed.patient_id):
        return []
    classes = classes_of({line.product_id for line in pushed.lines})
    goods = [
        HandedGoods(line.product_id, "", classes[line.product_id], line.quantity)
        for line in pushed.lines
        if classes.get(line.product_id, "") in REGISTERS
    ]
    if not goods:
        return []
    to = HandOverTo(
        patient_id=pushed.patient_id,
        branch_id=point.branch_id,
        document_id=sale_id,
        business_on=on,
    )
    return count_handed(to, goods)
