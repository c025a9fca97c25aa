"""Until when a prescription may be dispensed, and the refusal of one whose date doesn't fit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from theriac.core.formatting import format_date
from theriac.countries.prescriptions import PaperFault, days_valid, last_day, paper_fault
from theriac.domains.catalog.queries.sale_facts import ProductFact
from theriac.domains.sales.checkout.place import SaleContext
from theriac.domains.sales.checkout.recipients import is_asked
from theriac.domains.sales.problems import PrescriptionUnfit
from theriac.domains.sales.pushes.sale import PushedSale


@dataclass(frozen=True, slots=True)
class GroundTerms:
    """What the law asks of a ground on the day of the sale.

    ``valid_until``: the last day for its prescription; ``asks_patient``: whether the patient of
    what it lets go is recorded; ``duty_turn_id``: of the pharmacist on duty where one is asked.
    """

    valid_until: date | None
    asks_patient: bool
    duty_turn_id: UUID | None = None


Papers = dict[UUID, GroundTerms]
"""By the ground's id."""


def valid_until(
    place: SaleContext, written_on: date | None, legal_classes: Iterable[str]
) -> date | None:
    """The last day for a prescription of goods of these classes; None where none is set."""
    days = [
        days_valid(place.profile.prescriptions, one, place.today, place.point.prescription_days)
        for one in legal_classes
    ]
    return last_day(written_on, days, place.today)


def papers_of(sale: PushedSale, place: SaleContext, products: Mapping[UUID, ProductFact]) -> Papers:
    """What is asked of each ground of a pushed sale."""
    found: Papers = {}
    for ground in sale.grounds:
        lines = [line for line in sale.lines if line.ground_id == ground.id]
        goods = {products[line.product_id].legal_class for line in lines}
        until = valid_until(place, ground.written_on, goods)
        found[ground.id] = GroundTerms(until, is_asked(place, goods), place.duty_turn_id)
    return found


def unfit_prescription(
    place: SaleContext, written_on: date | None, goods: tuple[UUID, str, str], position: int
) -> PrescriptionUnfit | None:
    """Why a line of ``goods`` (id, name, legal class) isn't dispensed on this date; else None."""
    product_id, product, legal_class = goods
    until = valid_until(place, written_on, [legal_class])
    fault = paper_fault(written_on, until, place.today)
    if fault is None:
        return None
    return PrescriptionUnfit(
        _words(fault, product, until),
        field=f"lines.{position - 1}",
        product_id=product_id,
        position=position,
        fault=fault.value,
        valid_until=until,
    )


def _words(fault: PaperFault, product: str, until: date | None) -> str:
    if fault is PaperFault.TOO_OLD and until is not None:
        told = {"product": product, "day": format_date(until, get_language() or "en")}
        return (
            _(
                "The prescription for %(product)s was valid until %(day)s. Ask the "
                "prescriber for a new one."
            )
            % told
        )
    if fault is PaperFault.FUTURE:
        return _(
            "The prescription for %(product)s has a future date. Enter the date on the "
            "paper, or ask the prescriber."
        ) % {"product": product}
    return _(
        "The prescription for %(product)s has no date. Enter the date on the paper. If it "
        "has none, ask the prescriber."
    ) % {"product": product}
