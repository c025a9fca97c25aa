"""Documents of a sale that never was, to see what a template looks like."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import timedelta
from enum import StrEnum
from uuid import UUID

from django.utils import translation
from django.utils.translation import gettext as _

from theriac.core import clock
from theriac.core.paper.bills import PrintedBill
from theriac.countries.registry import profile_for
from theriac.countries.taxes import TaxContext
from theriac.domains.organisation.queries.branches import branch_date
from theriac.domains.organisation.queries.letterhead import letterhead_of
from theriac.domains.sale_documents.bills.words import bill_of
from theriac.domains.sale_documents.bills.written import PaperLook
from theriac.domains.sale_documents.documents import (
    DocumentBatch,
    DocumentLine,
    DocumentOfSale,
    DocumentPayment,
    Original,
)
from theriac.domains.sale_documents.sale_papers import branch_of_paper, form_of, form_of_quotation
from theriac.domains.sale_documents.templates import OwnPart

PRICE, MRP = 12_500, 14_000
NUMBER = "–"
QUOTED = timedelta(days=14)


class Specimen(StrEnum):
    """The documents that the template shapes."""

    SALE = "sale"
    CREDIT_NOTE = "credit_note"
    QUOTATION = "quotation"


def specimen_bill(
    branch_id: UUID,
    own: OwnPart,
    specimen: Specimen = Specimen.SALE,
    *,
    is_sheet: bool = False,
) -> PrintedBill:
    """Two strips of a medicine, on the branch's roll or sheet. Raises NotFound."""
    document = _sale(branch_id)
    if specimen is Specimen.CREDIT_NOTE:
        document = _credit_note(document)
    elif specimen is Specimen.QUOTATION:
        document = _quotation(document)
    with translation.override(document.language):
        mark = _("SPECIMEN")
    return bill_of(document, PaperLook(own, mark=mark, is_sheet=is_sheet))


def _credit_note(sale: DocumentOfSale) -> DocumentOfSale:
    """All of it came back: told in base units, as credit notes are."""
    lines = [
        replace(
            line,
            pack=line.base_unit,
            packs=line.quantity,
            unit_price=0,
            batches=[replace(one, mrp=None) for one in line.batches],
        )
        for line in sale.lines
    ]
    answers = Original(NUMBER, sale.on)
    return replace(sale, is_credit=True, lines=lines, answers=answers)


def _quotation(sale: DocumentOfSale) -> DocumentOfSale:
    """The same before it is sold: without batches and payment."""
    return replace(
        sale,
        form=form_of_quotation(sale.form),
        lines=[replace(line, batches=[]) for line in sale.lines],
        payments=[],
        quoted_until=sale.on + QUOTED,
    )


def _sale(branch_id: UUID) -> DocumentOfSale:
    branch = branch_of_paper(branch_id)
    profile = profile_for(branch.pharmacy.country)
    today, language = branch_date(branch_id), branch.pharmacy.settings.receipt_language
    context = TaxContext(
        on=today,
        registered=branch.tax_registered,
        inclusive=profile.prices_include_tax,
        supplier_state=branch.tax_state,
    )
    tax_class = profile.tax_classes[0]
    tax = profile.line_tax(2 * PRICE, tax_class.code, context)
    taxes = [asdict(one) for one in tax.taxes]
    rounding = profile.sale_rounding(tax.total)
    expires_on = today.replace(year=today.year + 1, day=1)
    with translation.override(language):
        name = _("Paracetamol 500 mg tablet")
    line = DocumentLine(
        product=name,
        legal_class=profile.legal_classes[0].code,
        goods_code=tax_class.goods_code,
        base_unit="tablet",
        pack="strip",
        packs=2,
        quantity=20,
        unit_price=PRICE,
        gross=2 * PRICE,
        discount=0,
        taxable=tax.taxable,
        tax=tax.tax,
        total=tax.total,
        taxes=taxes,
        batches=[DocumentBatch("PCT2409A", expires_on, 20, (MRP, 10))],
    )
    return DocumentOfSale(
        country=profile.code,
        language=language,
        currency=branch.pharmacy.currency,
        form=form_of(profile, branch, [taxes]),
        is_credit=False,
        number=NUMBER,
        on=today,
        at=clock.now(),
        zone=branch.time_zone,
        seller=letterhead_of(branch),
        person="",
        terminal="",
        place_of_supply=branch.tax_state,
        lines=[line],
        rounding=rounding,
        total=tax.total + rounding,
        payments=[DocumentPayment("cash", tax.total + rounding, 0)],
    )
