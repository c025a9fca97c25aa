"""Taxes and sums of a bill."""

from __future__ import annotations

from django.utils.translation import gettext as _

from theriac.core.formatting import format_rate
from theriac.core.paper.bills import BillSum, TaxTable
from theriac.domains.pricing.rules.payments import METHODS
from theriac.domains.sale_documents.bills.written import Written
from theriac.domains.sale_documents.documents import RateSum, sums_by_rate


def taxes_of(w: Written) -> TaxTable | None:
    """India: each rate with what it is on and its taxes; elsewhere the sums say it."""
    if not (w.shows_taxes and w.rule.places):
        return None
    codes = ("IGST",) if w.document.is_inter_state else ("CGST", "SGST")
    rows = [
        [
            format_rate(one.rate_bp, w.country),
            w.plain(one.taxable),
            *(_taxed(w, one, code, len(codes)) for code in codes),
        ]
        for one in sums_by_rate(w.document.lines)
    ]
    return TaxTable([_("Rate"), _("Taxable value"), *codes], rows)


def _taxed(w: Written, one: RateSum, code: str, parts: int) -> str:
    """A tax with the rate of its own: 2.5% 12.50."""
    return f"{format_rate(one.rate_bp // parts, w.country)}  {w.plain(one.taxes.get(code, 0))}"


def sums_of(w: Written) -> list[BillSum]:
    """From the subtotal to what was saved, the total large among them."""
    document = w.document
    discount = sum(line.discount for line in document.lines)
    sums = []
    if discount:
        gross = sum(line.gross for line in document.lines)
        sums.append(BillSum(_("Subtotal"), w.money(gross)))
        sums.append(BillSum(_("Discount"), w.money(-discount)))
    sums += _tax_sums(w)
    if document.rounding:
        label = _("Round-off") if w.country == "in" else _("Rounding")
        sums.append(BillSum(label, w.money(document.rounding)))
    total = _("Refund") if document.is_credit else _("Total")
    sums.append(BillSum(total, w.money(document.total), is_total=True))
    for one in document.payments:
        sums.append(BillSum(str(METHODS.get(one.method, one.method)), w.money(one.tendered)))
        if one.change:
            sums.append(BillSum(_("Change"), w.money(one.change)))
    if "savings" in w.shown and document.saved:
        sums.append(BillSum(_("You saved"), w.money(document.saved)))
    return sums


def _tax_sums(w: Written) -> list[BillSum]:
    """The taxable value and each tax; in India over all rates, on a roll told by its rows alone."""
    if not w.shows_taxes or (w.rule.places and not w.look.is_sheet):
        return []
    lines = w.document.lines
    label = _("Tax base (DPP)") if w.country == "id" else _("Taxable value")
    taxes: dict[str, int] = {}
    for tax in (tax for line in lines for tax in line.taxes):
        rate = "" if w.country == "in" else f" {format_rate(tax['rate_bp'], w.country)}"
        key = f"{tax['code']}{rate}"
        taxes[key] = taxes.get(key, 0) + tax["amount"]
    return [
        BillSum(label, w.money(sum(line.taxable for line in lines))),
        *(BillSum(key, w.money(amount)) for key, amount in taxes.items()),
    ]
