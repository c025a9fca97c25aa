"""The month's documents of all branches with one GSTIN, as a return."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from theriac.core.actor import Actor
from theriac.core.database.json_text import dump_json
from theriac.core.problems import NotFound, NotPermitted, Text
from theriac.core.query import query
from theriac.countries.india.returns import DocumentKind
from theriac.countries.registry import profile_for
from theriac.countries.tax_returns.documents import (
    OTHERWISE,
    UQC,
    GstDocument,
    GstItem,
    IssuedNumbers,
)
from theriac.countries.tax_returns.faults import faults_of
from theriac.countries.tax_returns.gstr1 import gstr1
from theriac.domains.books.permissions import VIEW_BOOKS
from theriac.domains.catalog.queries.product_facts import GoodsFacts, goods_facts
from theriac.domains.customer_returns.queries.notes import (
    notes_between,
    numbers_of_notes,
)
from theriac.domains.organisation.queries.branches import get_branch, list_branches
from theriac.domains.organisation.queries.letterhead import letterhead_of
from theriac.domains.sale_documents.queries import buyers_of
from theriac.domains.sale_documents.sale_papers import goods_code_of
from theriac.domains.sales.queries.series import numbers_between
from theriac.domains.sales.queries.sold_goods import TaxedDocument, answered_documents, sold_between
from theriac.domains.sales.rules import find_gaps


@dataclass(frozen=True, slots=True)
class GstReturn:
    """The return, how many documents it has, and what must be mended before it is sent."""

    content: Mapping[str, Any]
    documents: int
    faults: Sequence[Text]

    @property
    def text(self) -> str:
        """The file for the portal."""
        return as_json(self.content)


@query(permission=VIEW_BOOKS)
def gst_return(*, actor: Actor, branch_id: UUID, month: date) -> GstReturn:
    """GSTR-1 of the calendar month of ``month``, of every branch with this branch's GSTIN.

    Outside India it is empty, with that as its fault. Raises NotFound, and NotPermitted without the
    books of one of the branches.
    """
    branch = get_branch(branch_id)
    if branch is None:
        raise NotFound
    if branch.pharmacy.country != "in":
        return GstReturn({}, 0, [_("GSTR-1 is for pharmacies in India.")])
    gstin = letterhead_of(branch).tax_number
    same = [one for one in list_branches() if one.id == branch_id or _shares(one, gstin)]
    if not all(actor.may(VIEW_BOOKS, one.id) for one in same):
        raise NotPermitted(_("This return covers branches whose books you don’t view."))
    first = month.replace(day=1)
    last = (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    states = {one.id: one.tax_state for one in same}
    sales = sold_between(list(states), first, last)
    notes = notes_between(list(states), first, last)
    documents = _documents(states, sales, notes)
    series = [*_by_series(sales, DocumentKind.INVOICE), *_by_series(notes, _CREDIT)]
    numbers, missing = _numbers(series)
    content = gstr1(gstin, first, documents, numbers)
    return GstReturn(content, len(documents), [*missing, *faults_of(content, documents)])


def _shares(branch: Any, gstin: str) -> bool:
    return bool(gstin) and letterhead_of(branch).tax_number == gstin


def _documents(
    states: Mapping[UUID, str], sales: Sequence[TaxedDocument], notes: Sequence[TaxedDocument]
) -> list[GstDocument]:
    named = [one.sale_id for one in (*sales, *notes) if one.sale_id]
    buyers = {key: buyer.tax_number for key, buyer in buyers_of(named).items()}
    sold = answered_documents({one.sale_id for one in notes if one.sale_id})
    goods = goods_facts({line.product_id for one in (*sales, *notes) for line in one.lines})

    def told(one: TaxedDocument, kind: DocumentKind) -> GstDocument:
        answered = sold.get(one.sale_id) if kind is _CREDIT and one.sale_id else None
        return GstDocument(
            kind=kind,
            number=one.number,
            on=one.on,
            supplier_state=states[one.branch_id],
            recorded_state=answered.place_of_supply if answered else one.place_of_supply,
            buyer_gstin=buyers.get(one.sale_id, "") if one.sale_id else "",
            value=one.total,
            items=[_item(line, goods.get(line.product_id)) for line in one.lines],
            original_value=answered.total if answered else None,
        )

    return [
        *(told(one, DocumentKind.INVOICE) for one in sales),
        *(told(one, _CREDIT) for one in notes),
    ]


_CREDIT = DocumentKind.CREDIT_NOTE


def _item(line: Any, facts: GoodsFacts | None) -> GstItem:
    taxes: dict[str, int] = defaultdict(int)
    for tax in line.taxes:
        taxes[tax["code"]] += tax["amount"]
    return GstItem(
        hsn=goods_code_of(profile_for("in"), facts),
        uqc=UQC.get(facts.base_unit if facts else "", OTHERWISE),
        quantity=line.quantity,
        rate_bp=sum(tax["rate_bp"] for tax in line.taxes),
        taxable=line.taxable,
        igst=taxes["IGST"],
        cgst=taxes["CGST"],
        sgst=taxes["SGST"],
    )


@dataclass(frozen=True, slots=True)
class _Series:
    """A month's documents of one series, by their numbers; ``stem`` is what these begin with."""

    kind: DocumentKind
    rows: Sequence[TaxedDocument]
    stem: str

    def number(self, sequence: int) -> str:
        """The number that the series writes."""
        width = len(self.rows[0].number) - len(self.stem)
        return f"{self.stem}{sequence:0{width}d}"

    def known(self) -> tuple[set[int], set[int]]:
        """From the first to the last: what is booked, in whichever month, and what is void."""
        first, last = self.rows[0].sequence, self.rows[-1].sequence
        if self.kind is DocumentKind.INVOICE:
            return numbers_between(UUID(self.rows[0].series), first, last)
        ends = (number.removeprefix(self.stem) for number in numbers_of_notes(self.stem))
        found = {int(end) for end in ends if end.isdecimal()}
        return {one for one in found if first <= one <= last}, set()


def _by_series(documents: Iterable[TaxedDocument], kind: DocumentKind) -> list[_Series]:
    by_series: dict[str, list[TaxedDocument]] = defaultdict(list)
    for one in documents:
        by_series[one.series].append(one)
    found = []
    for rows in by_series.values():
        rows.sort(key=lambda one: one.sequence)
        found.append(_Series(kind, rows, rows[0].number.rstrip("0123456789")))
    return found


def _numbers(series: Sequence[_Series]) -> tuple[list[IssuedNumbers], list[Text]]:
    """What a month used of each series, and what lacks of it.

    Only what was declared void is cancelled; numbers of another month are that month's, and what
    is neither is told.
    """
    issued, faults = list[IssuedNumbers](), list[Text]()
    for one in series:
        booked, void = one.known()
        first, last = one.rows[0], one.rows[-1]
        total = len(one.rows) + len(void)
        issued.append(IssuedNumbers(one.kind, first.number, last.number, total, len(void)))
        gaps = [gap for gap in find_gaps(booked, void) if gap.first > first.sequence]
        faults += [_not_here(one.number(gap.first), one.number(gap.last)) for gap in gaps]
    return issued, faults


def _not_here(first: str, last: str) -> Text:
    if first == last:
        return _("Number %(number)s hasn’t arrived. File after it has.") % {"number": first}
    words = _("Numbers %(first)s to %(last)s haven’t arrived. File after they have.")
    return words % {"first": first, "last": last}


def as_json(value: Any) -> str:
    """JSON with exact decimals, which no float writes."""
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    if isinstance(value, Mapping):
        members = (f"{as_json(str(key))}:{as_json(one)}" for key, one in value.items())
        return f"{{{','.join(members)}}}"
    if isinstance(value, list):
        return "[" + ",".join(map(as_json, value)) + "]"
    return dump_json(value) or "null"
