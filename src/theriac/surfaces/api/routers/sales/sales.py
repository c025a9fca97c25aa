"""Sales: make one, quote one, read them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Query, Router

from theriac.core.actor import Actor
from theriac.core.facts.types import Id
from theriac.core.problems import NotFound
from theriac.domains.clinical.directions import DoseSaid
from theriac.domains.clinical.problems import AlertsUnanswered
from theriac.domains.organisation.ids import BranchId, TerminalId
from theriac.domains.pricing.rules.payments import PaymentMethod
from theriac.domains.sales.checkout.drafts import (
    GroundSeen,
    SaleDraft,
    SaleItem,
    TenderGiven,
)
from theriac.domains.sales.commands.complete_sale import CompletedSale, complete_sale
from theriac.domains.sales.commands.read_prescriptions import read_prescriptions
from theriac.domains.sales.permissions import PERMIT_GROUND, SELL, VIEW_SALES
from theriac.domains.sales.queries.quotes import quote_sale
from theriac.domains.sales.queries.receipts import get_receipt, receipt_again, receipt_of
from theriac.domains.sales.queries.sales import SALES, list_sales
from theriac.domains.sales.safety.refused import count_refusal
from theriac.domains.serials.commands.check import report_refusal
from theriac.domains.serials.ports import SerialPack
from theriac.domains.serials.problems import SerialRefused
from theriac.domains.stock.queries.batches.allocations import shelf_totals
from theriac.surfaces.api.answers import Content, respond
from theriac.surfaces.api.authentication import actor_of
from theriac.surfaces.api.document import asking, operation, writing
from theriac.surfaces.api.idempotency import once
from theriac.surfaces.api.pages import edges, page_of
from theriac.surfaces.api.place import branch_currency, branch_of, terminal_of
from theriac.surfaces.api.refusals.problems import CurrencyUnfit
from theriac.surfaces.api.routers.sales.receipts import (
    done_content,
    quote_content,
    sale_content,
    sale_summary,
)
from theriac.surfaces.api.schemas.clinical.answers import answers_given
from theriac.surfaces.api.schemas.sales.quotes import Quote, QuoteNew
from theriac.surfaces.api.schemas.sales.sales import (
    GroundNew,
    PaymentNew,
    Sale,
    SaleDone,
    SaleLineNew,
    SaleNew,
    SalePage,
    SalesWanted,
    SaleTerms,
)

router = Router(tags=["sales"])


@router.post(
    "/sales",
    **writing(
        "completeSale",
        "Make a sale",
        answers=SaleDone,
        may=[SELL],
        status=201,
        detail=(
            "Allocates by FEFO, prices, takes the payments and numbers it in the API key's own "
            "series, all or nothing; answers the receipt and what is left. It may refuse: "
            "`stock.insufficient` names product, requested and available. A discount above the "
            "branch's limit answers `approval.needed`: somebody with the right it names sends its "
            "`content` to `POST /approvals`, and the sale is repeated with `approval_id`. A pack "
            "in `serials` that was sold before answers `stock.serial_refused`, and is reported. A "
            "prescription that is too old answers `sales.prescription_unfit` with `valid_until`. "
            "Where the law asks that the patient be recorded, a sale without `patient_id` answers "
            "`sales.patient_needed`; naming one asks for `patients.view`. A controlled medicine "
            "needs the facts that the country asks (`sales.fact_lacks` names one that isn't on "
            "record) and a second person's signature: `approval.needed` of the action "
            "`sales.hand_over` is answered like that of a discount, with `signature_id`. A "
            "safety alert of tier 1 answers `clinical.alert_unanswered` with the `alerts`: the "
            "sale is repeated with an answer to each in `alert_answers`, which a pharmacist "
            "approves as above. A line with `prescription_line_id` is dispensed of a prescription "
            "that is ready, from batches that outlive the therapy: "
            "`prescriptions.dispense_refused` has what `remaining` may be dispensed, "
            "`sales.expires_too_soon` the `days`. A payment by `credit` above the account's limit "
            "answers `approval.needed` of `credit.over_limit`, answered with `credit_approval_id`. "
            "Each line gets the promotion that saves most; a `coupon` that can't be redeemed "
            "answers `promotions.coupon_refused` and says `why`."
        ),
    ),
)
def sell(request: HttpRequest, body: SaleNew) -> HttpResponse:
    actor = actor_of(request)
    branch_id, terminal_id = terminal_of(actor)
    draft = draft_of(body, branch_id)

    def first(done: CompletedSale) -> Content:
        return done_content(receipt_of(done), done.left)

    return once(
        request,
        lambda: _sold(actor, branch_id, terminal_id, draft),
        first=first,
        again=sold_again,
        status=201,
    )


@router.post(
    "/sales/quote",
    **asking(
        "quoteSale",
        "Quote a sale",
        answers=Quote,
        may=[SELL],
        detail="What it would cost now and which batches it would take; or why it can't be made.",
    ),
)
def quote(request: HttpRequest, body: QuoteNew) -> HttpResponse:
    """Quote without locking or writing anything."""
    actor = actor_of(request)
    branch_id, terminal_id = terminal_of(actor)
    draft = SaleDraft(
        items=_items(body.lines),
        grounds=_grounds(body.grounds),
        place_of_supply=body.place_of_supply,
        patient_id=body.patient_id,
        coupon=body.coupon,
    )
    found = quote_sale(actor=actor, branch_id=branch_id, terminal_id=terminal_id, draft=draft)
    return respond(request, quote_content(found))


@router.get(
    "/sales",
    **operation("listSales", "List sales", answers=SalePage, may=[VIEW_SALES]),
)
def sales(request: HttpRequest, wanted: Query[SalesWanted]) -> HttpResponse:
    """A page of a branch's sales, the newest day first."""
    actor = actor_of(request)
    rows = list_sales(actor=actor, branch_id=branch_of(actor, wanted.branch_id))
    page = page_of(SALES, rows, wanted)
    return respond(request, {"items": [sale_summary(row) for row in page.items], **edges(page)})


@router.get(
    "/sales/{sale_id}",
    **operation(
        "getSale",
        "Read a sale's receipt",
        answers=Sale,
        may=[VIEW_SALES],
        detail=(
            "Who prescribed, and the prescription's number, are given to who may permit "
            "prescription-only lines, and the reading is recorded; to others they are empty."
        ),
    ),
)
def sale(request: HttpRequest, sale_id: Id) -> HttpResponse:
    """The sale with lines, batches, payments and grounds."""
    actor = actor_of(request)
    found = get_receipt(actor=actor, sale_id=sale_id)
    if found is None:
        raise NotFound(_("This sale doesn’t exist."), sale_id=sale_id)
    branch_id = BranchId(found.sale.branch_id)
    if found.has_prescriptions and actor.may(PERMIT_GROUND, branch_id):
        seen = read_prescriptions(actor=actor, branch_id=branch_id, sale_id=sale_id)
        found = replace(found, prescriptions=seen)
    return respond(request, sale_content(found))


def draft_of(body: SaleNew, branch_id: BranchId) -> SaleDraft:
    """The sale that a program asks for. Raises CurrencyUnfit."""
    if body.currency is not None and body.currency != branch_currency(branch_id):
        raise CurrencyUnfit(
            _("This pharmacy uses %(currency)s.") % {"currency": branch_currency(branch_id)},
            field="currency",
        )
    return replace(terms_of(body), items=_items(body.lines), place_of_supply=body.place_of_supply)


def terms_of(body: SaleTerms) -> SaleDraft:
    """The same of a sale whose lines are told elsewhere."""
    return SaleDraft(
        items=(),
        tenders=_tenders(body.payments),
        grounds=_grounds(body.grounds),
        till_session_id=body.till_session_id,
        patient_id=body.patient_id,
        approval_id=body.approval_id,
        signature_id=body.signature_id,
        credit_approval_id=body.credit_approval_id,
        member_number=body.member_number,
        reservation_ids=body.reservation_ids,
        coupon=body.coupon,
        answers=answers_given(body.alert_answers),
    )


def sold_again(sale_id: UUID) -> Content:
    """What a repeated request is answered."""
    receipt = receipt_again(sale_id)
    if receipt is None:
        raise NotFound(_("This sale doesn’t exist."), sale_id=sale_id)
    products = list(dict.fromkeys(line.row.product_id for line in receipt.lines))
    return done_content(receipt, shelf_totals(receipt.sale.branch_id, products))


def _sold(
    actor: Actor, branch_id: BranchId, terminal_id: TerminalId, draft: SaleDraft
) -> CompletedSale:
    """Sell; what refuses it (a single pack, safety alerts) is told apart from the sale."""
    try:
        return complete_sale(actor=actor, branch_id=branch_id, terminal_id=terminal_id, draft=draft)
    except SerialRefused as problem:
        report_refusal(actor=actor, branch_id=branch_id, problem=problem)
        raise
    except AlertsUnanswered as problem:
        count_refusal(actor=actor, branch_id=branch_id, terminal_id=terminal_id, problem=problem)
        raise


def _items(lines: Sequence[SaleLineNew]) -> list[SaleItem]:
    return [
        SaleItem(
            product_id=line.product_id,
            pack_id=line.pack_id,
            packs=line.packs,
            quantity=line.quantity,
            batch_id=line.batch_id,
            discount=line.discount,
            ground=line.ground,
            serials=[SerialPack(one.gtin, one.serial) for one in line.serials],
            prescription_line_id=line.prescription_line_id,
            dose=DoseSaid(times=line.dose.times, milliunits=line.dose.milliunits)
            if line.dose
            else None,
        )
        for line in lines
    ]


def _tenders(payments: Sequence[PaymentNew]) -> list[TenderGiven]:
    return [
        TenderGiven(
            method=PaymentMethod(payment.method),
            amount=payment.amount,
            reference=payment.reference,
        )
        for payment in payments
    ]


def _grounds(grounds: Sequence[GroundNew]) -> list[GroundSeen]:
    return [
        GroundSeen(
            kind=ground.kind,
            prescriber=ground.prescriber,
            number=ground.number,
            written_on=ground.written_on,
            exception=ground.exception,
            prescriber_id=ground.prescriber_id,
            copies=ground.copies,
        )
        for ground in grounds
    ]
