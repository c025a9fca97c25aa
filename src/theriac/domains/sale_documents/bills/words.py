"""A document in words: what each paper of it says, in the language of the pharmacy's papers."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from django.utils import translation
from django.utils.translation import gettext as _

from theriac.core.formatting import format_date, format_moment
from theriac.core.money import Money
from theriac.core.paper.bills import PrintedBill
from theriac.domains.sale_documents.bills.lines import columns_of, line_of
from theriac.domains.sale_documents.bills.sums import sums_of, taxes_of
from theriac.domains.sale_documents.bills.written import PaperLook, Written
from theriac.domains.sale_documents.documents import DocumentOfSale

UNNAMED_FORMS = {"struk", "receipt"}
"""Forms whose title would only say that a receipt is a receipt."""


def bill_of(document: DocumentOfSale, look: PaperLook) -> PrintedBill:
    """The document as a bill."""
    with translation.override(document.language):
        w = Written(document, look)
        return PrintedBill(
            language=document.language,
            title=_title(w),
            shop=document.seller.shop,
            shop_lines=_shop_lines(w),
            facts=_facts(w),
            lines=[line_of(w, line) for line in document.lines],
            columns=[column for column, _cell in columns_of(w)],
            sums=sums_of(w),
            mark=_("Void") if document.is_void else look.mark,
            header=look.own.header_lines,
            buyer_label=_("Bill to"),
            buyer=_buyer(w),
            taxes=taxes_of(w),
            words=_in_words(w),
            statements=[str(text) for text in document.form.statements],
            signature=_signature(w),
            footer=look.own.footer_lines,
            code=document.number if "code" in w.shown else "",
            logo=look.logo if "logo" in w.shown else b"",
        )


def _title(w: Written) -> str:
    form = w.document.form
    if w.document.quoted_until:
        return _("Quotation")
    if w.document.is_credit:
        return str(w.rule.credit_title)
    if form.code not in UNNAMED_FORMS:
        return str(form.title)
    return str(w.rule.sheet_title) if w.look.is_sheet else ""


def _shop_lines(w: Written) -> list[str]:
    seller = w.document.seller
    lines = [seller.address] if seller.address else []
    if seller.phone:
        lines.append(_("Phone %(phone)s") % {"phone": seller.phone})
    shown = [
        f"{one.label} {one.value}"
        for one in seller.licences
        if one.code in w.fields or "licences" in w.fields
    ]
    lines += [" · ".join(shown[index : index + 2]) for index in range(0, len(shown), 2)]
    return lines + _state(w, seller.state)


def _state(w: Written, code: str) -> list[str]:
    if not (w.rule.places and code):
        return []
    return [_("State: %(state)s") % {"state": w.rule.places(code)}]


def _facts(w: Written) -> list[tuple[str, str]]:
    document = w.document
    at = format_moment(document.at, document.language, ZoneInfo(document.zone))
    facts = [(_("Number"), document.number), (_("Date"), at)]
    if document.quoted_until is not None:
        until = format_date(document.quoted_until, document.language)
        facts.append((_("Valid until"), until))
    if document.answers is not None:
        on = format_date(document.answers.on, document.language)
        facts.append((_("For document"), f"{document.answers.number}, {on}"))
    if w.rule.places and document.place_of_supply and "place_of_supply" in w.fields:
        facts.append((_("Place of supply"), w.rule.places(document.place_of_supply)))
        facts.append((_("Reverse charge"), _("No")))
    if document.person:
        facts.append((_("Served by"), document.person))
    return facts


def _buyer(w: Written) -> list[str]:
    buyer = w.document.buyer
    if buyer is None:
        return []
    lines = [buyer.name, buyer.address, *_state(w, buyer.state or w.document.place_of_supply)]
    if buyer.tax_number:
        label = "GSTIN" if w.country == "in" else _("Tax number")
        lines.append(f"{label} {buyer.tax_number}")
    if buyer.delivery:
        lines.append(_("Deliver to: %(address)s") % {"address": buyer.delivery})
    return [line for line in lines if line]


def _in_words(w: Written) -> str:
    if w.rule.spelled is None or "words" not in w.shown or not w.look.is_sheet:
        return ""
    return w.rule.spelled(Money(w.document.total, w.document.currency), w.document.language)


def _signature(w: Written) -> list[str]:
    if "signature" not in w.shown or not w.rule.signature:
        return []
    signer = w.document.seller.pharmacist
    if not (w.look.is_sheet or w.country == "in"):
        return []
    if w.country != "in":
        return [str(w.rule.signature), *([signer] if signer else [])]
    named = [_("Registered pharmacist: %(name)s") % {"name": signer}] if signer else []
    first = _("For %(shop)s") % {"shop": w.document.seller.shop}
    return [first, str(w.rule.signature), *named]
