"""A sale read as a document."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING
from uuid import UUID

from theriac.core.actor import Actor
from theriac.core.money import round_half_up
from theriac.core.problems import NotFound
from theriac.countries.base import CountryProfile
from theriac.countries.documents import ReceiptForm
from theriac.countries.registry import profile_for
from theriac.domains.accounts.queries.people import names_of
from theriac.domains.catalog.queries.product_facts import GoodsFacts, goods_facts
from theriac.domains.organisation.queries.branches import get_branch_with_settings
from theriac.domains.organisation.queries.letterhead import letterhead_of
from theriac.domains.organisation.queries.terminals import get_terminal
from theriac.domains.sale_documents.documents import (
    DocumentBatch,
    DocumentLine,
    DocumentOfSale,
    DocumentPayment,
)
from theriac.domains.sale_documents.queries import buyers_of
from theriac.domains.sales.queries.receipts import (
    ReceiptLine,
    SaleReceipt,
    get_receipt,
    is_void,
)
from theriac.domains.stock.queries.batches.allocations import printed_maxima

if TYPE_CHECKING:
    from theriac.domains.organisation.models import Branch


INVOICE_ONLY = frozenset({"place_of_supply"})
"""Fields that only a document of a supply has."""


def sale_document(*, actor: Actor, sale_id: UUID) -> DocumentOfSale | None:
    """The document of a sale of a branch that the actor may see; None for any other."""
    receipt = get_receipt(actor=actor, sale_id=sale_id)
    return None if receipt is None else document_of(receipt)


def document_of(receipt: SaleReceipt) -> DocumentOfSale:
    """The document of a receipt that was read. Raises NotFound without its branch."""
    sale = receipt.sale
    branch = branch_of_paper(sale.branch_id)
    profile = profile_for(branch.pharmacy.country)
    terminal = get_terminal(sale.terminal_id)
    return DocumentOfSale(
        country=profile.code,
        language=branch.pharmacy.settings.receipt_language,
        currency=sale.currency,
        form=form_of(profile, branch, (line.row.taxes for line in receipt.lines)),
        is_credit=False,
        number=sale.number,
        on=sale.business_on,
        at=sale.occurred_at,
        zone=branch.time_zone,
        seller=letterhead_of(branch),
        person=names_of([sale.person_id]).get(sale.person_id, ""),
        terminal=terminal.name if terminal else "",
        place_of_supply=sale.place_of_supply or branch.tax_state,
        lines=_lines(receipt, profile),
        rounding=sale.rounding,
        total=sale.total,
        payments=[
            DocumentPayment(one.method, one.tendered, one.change) for one in receipt.payments
        ],
        buyer=buyers_of([sale.id]).get(sale.id),
        is_void=is_void(sale),
    )


def branch_of_paper(branch_id: UUID) -> Branch:
    """The branch with its pharmacy's settings. Raises NotFound."""
    branch = get_branch_with_settings(branch_id)
    if branch is None:
        raise NotFound
    return branch


def form_of(
    profile: CountryProfile, branch: Branch, taxes: Iterable[Iterable[Mapping[str, object]]]
) -> ReceiptForm:
    """The form by what was charged: a shop that was registered then may not be now."""
    is_taxed = any(list(charged) for charged in taxes)
    return profile.receipt_form(registered=is_taxed or branch.tax_registered, all_nil=not is_taxed)


def form_of_quotation(form: ReceiptForm) -> ReceiptForm:
    """What a quotation shows of the form: no statement and no field of a supply."""
    fields = [field for field in form.fields if field not in INVOICE_ONLY]
    return replace(form, fields=tuple(fields), statements=())


def goods_code_of(profile: CountryProfile, facts: GoodsFacts | None) -> str:
    """The product's own code of goods, else the usual one of its tax class."""
    if facts is None:
        return ""
    usual = {known.code: known.goods_code for known in profile.tax_classes}
    return facts.hsn or usual.get(facts.tax_class, "")


def _lines(receipt: SaleReceipt, profile: CountryProfile) -> list[DocumentLine]:
    goods = goods_facts(line.row.product_id for line in receipt.lines)
    maxima = printed_maxima(batch.batch_id for line in receipt.lines for batch in line.batches)
    return [_line(line, profile, goods.get(line.row.product_id), maxima) for line in receipt.lines]


def _line(
    line: ReceiptLine,
    profile: CountryProfile,
    facts: GoodsFacts | None,
    maxima: Mapping[UUID, tuple[int, int]],
) -> DocumentLine:
    row = line.row
    per_pack = Fraction(row.price_amount * (row.quantity // row.packs), row.price_units)
    return DocumentLine(
        product=line.product,
        legal_class=facts.legal_class if facts else "",
        goods_code=goods_code_of(profile, facts),
        base_unit=facts.base_unit if facts else "",
        pack=line.pack,
        packs=row.packs,
        quantity=row.quantity,
        unit_price=round_half_up(per_pack),
        gross=row.gross,
        discount=row.discount,
        taxable=row.taxable,
        tax=row.tax,
        total=row.total,
        taxes=row.taxes,
        batches=[
            DocumentBatch(one.number, one.expires_on, one.quantity, maxima.get(one.batch_id))
            for one in line.batches
        ],
        promotion=row.promotion_told,
    )
