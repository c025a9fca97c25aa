"""Quotations at a counter: issued from its basket, found by their number, taken into a basket."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import asdict
from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from pydantic import BaseModel, Field

from theriac.core.actor import Actor
from theriac.core.facts.types import Id, Text40
from theriac.core.paper.bills import PrintedBill
from theriac.domains.organisation.ids import BranchId
from theriac.domains.quotations.commands.issue import issue_quotation
from theriac.domains.quotations.commands.take import take_quotation
from theriac.domains.quotations.customers import credit_number_of, seen_customer
from theriac.domains.quotations.drafts import (
    MOST_LINES,
    QuotationBuyer,
    QuotationItem,
    QuotationNew,
    ValidDays,
)
from theriac.domains.quotations.papers import quotation_bill
from theriac.domains.quotations.problems import QuotationUnknown
from theriac.domains.quotations.queries import (
    find_quotation,
    lines_of_quotation,
    quotation_numbered,
    standing_of,
)
from theriac.domains.quotations.steps import NOT_HERE
from theriac.domains.sale_documents.papers import pdf_of
from theriac.surfaces.counter.endpoints import answer_with, endpoint, read_body
from theriac.surfaces.counter.terminals import paired_device
from theriac.surfaces.counter.tokens import person_of

ROLL = "80"


class QuotationIn(BaseModel):
    """A basket to quote; ``id`` is the device's, so that an answer that got lost is given again."""

    token: str = Field("", max_length=500)
    id: Id
    basket_id: Id
    items: Annotated[tuple[QuotationItem, ...], Field(min_length=1, max_length=MOST_LINES)]
    valid_days: ValidDays
    buyer: QuotationBuyer = QuotationBuyer()
    patient_id: Id | None = None
    credit_number: Text40 = ""
    approval_id: Id | None = None


class QuotationSoughtIn(BaseModel):
    """The number on a quotation, typed or scanned."""

    token: str = Field("", max_length=500)
    number: str = Field(min_length=1, max_length=40)


class QuotationTakenIn(BaseModel):
    """Which basket takes it; ``takes_over``: the other one is given up."""

    token: str = Field("", max_length=500)
    quotation_id: Id
    basket_id: Id
    takes_over: bool = False


class QuotationPaperIn(BaseModel):
    """On which paper it is drawn."""

    token: str = Field("", max_length=500)
    quotation_id: Id
    paper: Literal["80", "a5", "a4"]


class QuotedLineOut(BaseModel):
    """So many packs, and what they were promised to cost; minor units."""

    product_id: UUID
    pack_id: UUID
    packs: int
    promised: int


class BillSumOut(BaseModel):
    """A sum with its label."""

    label: str
    value: str
    is_total: bool


class BillLineOut(BaseModel):
    """A line of the roll."""

    name: str
    count: str
    amount: str
    notes: list[str]


class QuotationPaperOut(BaseModel):
    """What the roll says, in words of the papers' language."""

    language: str
    title: str
    shop: str
    shop_lines: list[str]
    header: list[str]
    buyer_label: str
    buyer: list[str]
    facts: list[tuple[str, str]]
    lines: list[BillLineOut]
    sums: list[BillSumOut]
    footer: list[str]


class QuotationOut(BaseModel):
    """A quotation as it stands: issued, expired, converted, cancelled.

    The patient and the account's number are told to who may see patients and accounts.
    """

    id: UUID
    number: str
    standing: str
    valid_until: date
    total: int
    buyer: str
    patient_id: UUID | None
    credit_number: str
    lines: list[QuotedLineOut]
    paper: QuotationPaperOut


class PdfOut(BaseModel):
    """A file, in base64."""

    pdf: str


@endpoint("POST")
def issue(request: HttpRequest) -> HttpResponse:
    """Issue it once, however often the device asks."""
    device = paired_device(request)
    asked = read_body(request, QuotationIn)
    person, branch_id = person_of(device, asked.token), device.point.branch_id
    issue_quotation(
        actor=person,
        branch_id=branch_id,
        draft=QuotationNew(
            items=asked.items,
            valid_days=asked.valid_days,
            buyer=asked.buyer,
            patient_id=asked.patient_id,
            credit_number=asked.credit_number,
        ),
        approval_id=asked.approval_id,
        basket_id=asked.basket_id,
        quotation_id=asked.id,
    )
    return answer_with(_told(person, _found(person, branch_id, asked.id)))


@endpoint("POST")
def find(request: HttpRequest) -> HttpResponse:
    """The branch's quotation of this number. Raises QuotationUnknown."""
    device = paired_device(request)
    asked = read_body(request, QuotationSoughtIn)
    person, branch_id = person_of(device, asked.token), device.point.branch_id
    row = quotation_numbered(actor=person, branch_id=branch_id, number=asked.number)
    if row is None:
        raise QuotationUnknown(NOT_HERE, number=asked.number)
    return answer_with(_told(person, row))


@endpoint("POST")
def take(request: HttpRequest) -> HttpResponse:
    """Let the basket have it, and no other from now on."""
    device = paired_device(request)
    asked = read_body(request, QuotationTakenIn)
    person, branch_id = person_of(device, asked.token), device.point.branch_id
    take_quotation(
        actor=person,
        branch_id=branch_id,
        quotation_id=asked.quotation_id,
        basket_id=asked.basket_id,
        takes_over=asked.takes_over,
    )
    return answer_with(_told(person, _found(person, branch_id, asked.quotation_id)))


@endpoint("POST")
def paper(request: HttpRequest) -> HttpResponse:
    """The quotation as a file."""
    device = paired_device(request)
    asked = read_body(request, QuotationPaperIn)
    person = person_of(device, asked.token)
    _found(person, device.point.branch_id, asked.quotation_id)
    bill = quotation_bill(person, asked.quotation_id, asked.paper)
    return answer_with(PdfOut(pdf=b64encode(pdf_of(bill, asked.paper)).decode()))


def _found(person: Actor, branch_id: BranchId, quotation_id: UUID) -> Any:
    row = find_quotation(actor=person, quotation_id=quotation_id)
    if row is None or row.branch_id != branch_id:
        raise QuotationUnknown(NOT_HERE, quotation_id=quotation_id)
    return row


def _told(person: Actor, row: Any) -> QuotationOut:
    bill = quotation_bill(person, row.id, ROLL)
    return QuotationOut(
        id=row.id,
        number=row.number,
        standing=standing_of(row),
        valid_until=row.valid_until,
        total=row.total,
        buyer=bill.buyer[0] if bill.buyer else "",
        patient_id=seen_customer(person, row).patient_id,
        credit_number=credit_number_of(person, row),
        lines=[
            QuotedLineOut(
                product_id=line.product_id,
                pack_id=line.pack_id,
                packs=line.packs,
                promised=line.gross - line.discount,
            )
            for line in lines_of_quotation(row.id)
        ],
        paper=_paper(bill),
    )


def _paper(bill: PrintedBill) -> QuotationPaperOut:
    return QuotationPaperOut(
        language=bill.language,
        title=bill.title,
        shop=bill.shop,
        shop_lines=list(bill.shop_lines),
        header=list(bill.header),
        buyer_label=bill.buyer_label,
        buyer=list(bill.buyer),
        facts=list(bill.facts),
        lines=[
            BillLineOut(
                name=line.name, count=line.count, amount=line.amount, notes=list(line.notes)
            )
            for line in bill.lines
        ],
        sums=[BillSumOut(**asdict(one)) for one in bill.sums],
        footer=list(bill.footer),
    )
