"""A quotation as a document, drawn like any other of a sale."""

from __future__ import annotations

from fractions import Fraction
from uuid import UUID

from theriac.core.actor import Actor
from theriac.core.money import round_half_up
from theriac.core.paper.bills import PrintedBill
from theriac.countries.base import CountryProfile
from theriac.countries.registry import profile_for
from theriac.domains.accounts.queries.people import names_of
from theriac.domains.catalog.queries.names import product_names
from theriac.domains.catalog.queries.product_facts import GoodsFacts, goods_facts
from theriac.domains.organisation.queries.letterhead import letterhead_of
from theriac.domains.organisation.queries.terminals import get_terminal
from theriac.domains.quotations.models import Quotation, QuotationLine
from theriac.domains.quotations.problems import QuotationUnknown
from theriac.domains.quotations.queries import buyer_of, find_quotation, lines_of_quotation
from theriac.domains.quotations.steps import NOT_HERE
from theriac.domains.sale_documents.documents import DocumentLine, DocumentOfSale
from theriac.domains.sale_documents.papers import drawn_document
from theriac.domains.sale_documents.sale_papers import (
    branch_of_paper,
    form_of,
    form_of_quotation,
    goods_code_of,
)


def quotation_bill(actor: Actor, quotation_id: UUID, paper: str) -> PrintedBill:
    """The quotation on this paper. Raises QuotationUnknown, Unprocessable for an unknown paper."""
    row = find_quotation(actor=actor, quotation_id=quotation_id)
    if row is None:
        raise QuotationUnknown(NOT_HERE, quotation_id=quotation_id)
    return drawn_document(actor, quotation_document(row), paper, "")


def quotation_document(row: Quotation) -> DocumentOfSale:
    """The document of a quotation that was read."""
    branch = branch_of_paper(row.branch_id)
    profile = profile_for(branch.pharmacy.country)
    lines = lines_of_quotation(row.id)
    wanted = {line.product_id for line in lines}
    names, goods = product_names(wanted), goods_facts(wanted)
    terminal = get_terminal(row.terminal_id) if row.terminal_id else None
    return DocumentOfSale(
        country=profile.code,
        language=branch.pharmacy.settings.receipt_language,
        currency=row.currency,
        form=form_of_quotation(form_of(profile, branch, (line.taxes for line in lines))),
        is_credit=False,
        number=row.number,
        on=row.issued_on,
        at=row.issued_at,
        zone=branch.time_zone,
        seller=letterhead_of(branch),
        person=names_of([row.issued_by]).get(row.issued_by, ""),
        terminal=terminal.name if terminal else "",
        place_of_supply=row.place_of_supply or branch.tax_state,
        lines=[
            _line(line, names.get(line.product_id, ""), goods.get(line.product_id), profile)
            for line in lines
        ],
        rounding=row.rounding,
        total=row.total,
        payments=[],
        buyer=buyer_of(row),
        is_void=row.state == Quotation.State.CANCELLED,
        quoted_until=row.valid_until,
    )


def _line(
    row: QuotationLine, name: str, facts: GoodsFacts | None, profile: CountryProfile
) -> DocumentLine:
    per_pack = Fraction(row.price_amount * (row.quantity // row.packs), row.price_units)
    return DocumentLine(
        product=name,
        legal_class=facts.legal_class if facts else "",
        goods_code=goods_code_of(profile, facts),
        base_unit=facts.base_unit if facts else "",
        pack=row.pack.name,
        packs=row.packs,
        quantity=row.quantity,
        unit_price=round_half_up(per_pack),
        gross=row.gross,
        discount=row.discount,
        taxable=row.taxable,
        tax=row.tax,
        total=row.total,
        taxes=row.taxes,
        batches=[],
    )
