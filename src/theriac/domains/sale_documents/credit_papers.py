"""A credit note read as a document, with the parts of the sale that it answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from theriac.core.actor import Actor
from theriac.countries.registry import profile_for
from theriac.domains.accounts.queries.people import names_of
from theriac.domains.catalog.queries.names import product_names
from theriac.domains.catalog.queries.product_facts import GoodsFacts, goods_facts
from theriac.domains.customer_returns.queries.notes import (
    get_customer_return,
    lines_of_return,
    refunds_of_return,
)
from theriac.domains.organisation.queries.letterhead import letterhead_of
from theriac.domains.sale_documents.documents import (
    DocumentBatch,
    DocumentLine,
    DocumentOfSale,
    DocumentPayment,
    Original,
)
from theriac.domains.sale_documents.queries import buyers_of
from theriac.domains.sale_documents.sale_papers import branch_of_paper, form_of, goods_code_of
from theriac.domains.sales.queries.sold_goods import answered_document
from theriac.domains.stock.queries.batches.allocations import batch_labels


def credit_document(*, actor: Actor, return_id: UUID) -> DocumentOfSale | None:
    """The document of a credit note of a branch that the actor may see; None for any other."""
    note = get_customer_return(actor=actor, return_id=return_id)
    if note is None:
        return None
    rows = lines_of_return(note.id)
    branch = branch_of_paper(note.branch_id)
    profile = profile_for(branch.pharmacy.country)
    sale = answered_document(note.sale_id) if note.sale_id else None
    buyers = buyers_of([note.sale_id]) if note.sale_id else {}
    wanted = {row.product_id for row in rows}
    names, goods = product_names(wanted), goods_facts(wanted)
    labels = batch_labels(row.batch_id for row in rows if row.batch_id)
    return DocumentOfSale(
        country=profile.code,
        language=branch.pharmacy.settings.receipt_language,
        currency=note.currency,
        form=form_of(profile, branch, (row.taxes for row in rows)),
        is_credit=True,
        number=note.number,
        on=note.business_on,
        at=note.recorded_at,
        zone=branch.time_zone,
        seller=letterhead_of(branch),
        person=names_of([note.person_id]).get(note.person_id, ""),
        terminal="",
        place_of_supply=(sale.place_of_supply if sale else "") or branch.tax_state,
        lines=[
            _line(
                row,
                names.get(row.product_id, ""),
                goods.get(row.product_id),
                goods_code_of(profile, goods.get(row.product_id)),
                labels,
            )
            for row in rows
        ],
        rounding=note.rounding,
        total=note.total,
        payments=[DocumentPayment(one.method, one.amount, 0) for one in refunds_of_return(note.id)],
        buyer=buyers.get(note.sale_id) if note.sale_id else None,
        answers=Original(sale.number, sale.business_on) if sale else None,
    )


def _line(
    row: Any,
    name: str,
    facts: GoodsFacts | None,
    goods_code: str,
    labels: Mapping[UUID, Any],
) -> DocumentLine:
    unit = facts.base_unit if facts else ""
    label = labels.get(row.batch_id)
    return DocumentLine(
        product=name,
        legal_class=facts.legal_class if facts else "",
        goods_code=goods_code,
        base_unit=unit,
        pack=unit,
        packs=row.quantity,
        quantity=row.quantity,
        unit_price=0,
        gross=row.amount,
        discount=0,
        taxable=row.amount - row.tax,
        tax=row.tax,
        total=row.amount,
        taxes=row.taxes,
        batches=[DocumentBatch(label.number, label.expires_on, row.quantity)] if label else [],
    )
