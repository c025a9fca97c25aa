"""Issuing a quotation: priced as a sale would be now, numbered, and kept as it was promised."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.approval.demand import demand_approval
from theriac.core.command import command, current_unit
from theriac.core.database.counters import Contended
from theriac.core.database.insert import insert_if_absent, insert_rows
from theriac.core.ids import new_id
from theriac.core.privacy.periods import ready_owner
from theriac.core.problems import Unprocessable
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.numbering import take_document_number
from theriac.domains.quotations.customers import named_customer
from theriac.domains.quotations.drafts import RECORD, QuotationBuyer, QuotationNew
from theriac.domains.quotations.models import MARK, Quotation, QuotationLine
from theriac.domains.quotations.prices import PricedQuotation, priced_items
from theriac.domains.quotations.problems import QuotationUnknown
from theriac.domains.quotations.steps import NOT_HERE
from theriac.domains.sale_documents.documents import DocumentBuyer
from theriac.domains.sale_documents.rules import checked_buyer
from theriac.domains.sales.checkout.discount_approval import (
    DISCOUNT,
    DiscountedLine,
    content_of_discount,
    limit_for,
    over_limit,
)
from theriac.domains.sales.checkout.place import SaleContext, place_at
from theriac.domains.sales.permissions import SELL
from theriac.domains.sales.prescriptions import GROUND_KEYS


@command(
    name="quotations.issue_quotation", done=gettext_lazy("Issued a quotation"), permission=SELL
)
def issue_quotation(
    *,
    actor: Actor,
    branch_id: BranchId,
    draft: QuotationNew,
    approval_id: UUID | None = None,
    basket_id: UUID | None = None,
    quotation_id: UUID | None = None,
) -> UUID:
    """Quote it at today's prices until its last day; the quotation's id. No stock is touched.

    ``basket_id`` is the counter's basket that a discount was approved for, ``quotation_id`` the id
    that a device chose: asked again, what was issued under it stands. Raises QuotationUnknown for
    somebody else's id, ProductUnknown, NoPrice, DiscountUnfit, PriceAboveCeiling, Unprocessable
    for a buyer, what ``named_customer`` raises, and for discounts above the limit ApprovalNeeded
    and ApprovalUnfit.
    """
    if quotation_id is not None and _is_issued(actor, branch_id, quotation_id):
        return quotation_id
    place = place_at(branch_id)
    buyer = _buyer(place, draft.buyer)
    found = priced_items(place, draft.items, buyer.state)
    customer = named_customer(actor, branch_id, draft)
    approved = _approved(found, branch_id, actor.id, approval_id, basket_id)
    now, today = clock.now(), found.place.today
    row = Quotation(
        id=quotation_id or current_unit().effect_id,
        branch_id=branch_id,
        number=take_document_number(branch_id, MARK, today),
        issued_at=now,
        issued_on=today,
        issued_by=actor.id,
        terminal_id=actor.terminal_id,
        valid_until=today + timedelta(days=draft.valid_days),
        currency=found.place.point.currency,
        place_of_supply=buyer.state,
        gross=found.priced.gross,
        discount=found.priced.discount,
        tax=found.priced.tax,
        rounding=found.priced.rounding,
        total=found.priced.total,
        details=asdict(buyer),
        key_id=ready_owner(GROUND_KEYS, now),
        patient_id=customer.patient_id,
        credit_account_id=customer.credit_account_id,
        approval_id=approved,
    )
    if not insert_if_absent(Quotation, row):
        raise Contended("the same was asked twice at once")
    insert_rows(QuotationLine, _lines(row.id, found))
    facts = _facts(row, buyer, len(draft.items))
    current_unit().record(RECORD, row.id, facts=facts)
    return row.id


def _facts(row: Quotation, buyer: DocumentBuyer, lines: int) -> dict[str, Any]:
    """What the trail tells of it: nothing that is personal."""
    return {
        "number": row.number,
        "total": row.total,
        "valid_until": row.valid_until,
        "lines": lines,
        "has_patient": row.patient_id is not None,
        "has_credit_account": row.credit_account_id is not None,
        "names": sorted(name for name, text in asdict(buyer).items() if text),
    }


def _is_issued(actor: Actor, branch_id: UUID, quotation_id: UUID) -> bool:
    row = Quotation.objects.filter(id=quotation_id).first()
    if row is not None and (row.branch_id, row.issued_by) != (branch_id, actor.id):
        raise QuotationUnknown(NOT_HERE, quotation_id=quotation_id)
    return row is not None


def _buyer(place: SaleContext, typed: QuotationBuyer) -> DocumentBuyer:
    """Who asks, checked as on any document; nobody where no name was typed."""
    buyer = DocumentBuyer(typed.name, typed.address, typed.state, typed.tax_number)
    if not " ".join(typed.name.split()):
        if typed.address or typed.tax_number or typed.state:
            raise Unprocessable(_("Enter the buyer’s name."), field="buyer.name")
        return DocumentBuyer("")
    taxed = typed.state or place.point.tax_state
    return checked_buyer(place.profile, buyer, place=taxed, is_invoice=False)


def _approved(
    found: PricedQuotation,
    branch_id: UUID,
    person_id: UUID,
    approval_id: UUID | None,
    basket_id: UUID | None,
) -> UUID | None:
    """Use the approval up that its discounts need, as a sale's would; None where they need none."""
    lines = [
        DiscountedLine(line.product.id, line.quantity, amounts.gross, amounts.discount)
        for line, amounts in zip(found.basket, found.priced.lines, strict=True)
        if amounts.discount
    ]
    above = over_limit(lines, limit_for(person_id, branch_id)) if lines else []
    if not above:
        return None
    approval = demand_approval(
        DISCOUNT,
        branch_id=branch_id,
        content=content_of_discount(above, basket_id),
        requested_by=person_id,
        approval_id=approval_id,
    )
    return UUID(str(approval.id))


def _lines(quotation_id: UUID, found: PricedQuotation) -> Sequence[QuotationLine]:
    return [
        QuotationLine(
            id=new_id(),
            quotation_id=quotation_id,
            position=position,
            product_id=line.product.id,
            pack_id=line.pack_id,
            packs=line.packs,
            quantity=line.quantity,
            price_amount=line.price.amount,
            price_units=line.price.units,
            gross=amounts.gross,
            discount=amounts.discount,
            taxable=amounts.taxable,
            tax=amounts.tax,
            total=amounts.total,
            taxes=[asdict(tax) for tax in amounts.taxes],
        )
        for position, (line, amounts) in enumerate(
            zip(found.basket, found.priced.lines, strict=True), start=1
        )
    ]
