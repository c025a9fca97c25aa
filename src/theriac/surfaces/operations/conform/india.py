"""in_*: what is India's alone."""

from __future__ import annotations

import re
from datetime import date

from theriac.countries.india.identifiers import read_gstin
from theriac.countries.india.numbering import is_valid_number
from theriac.countries.india.returns import DocumentKind, Supply, placement
from theriac.countries.india.tax import tax_at
from theriac.countries.india.tax_classes import class_of, rate_bp
from theriac.countries.registry import profile_for
from theriac.countries.taxes import LineTax, TaxCharge
from theriac.domains.pricing.rules.discounts import percent_discount
from theriac.domains.pricing.rules.prices import UnitPrice, line_amount
from theriac.domains.pricing.rules.sale import PricedLine, total_sale
from theriac.surfaces.operations.conform.case import (
    Case,
    CaseAnswer,
    basis_points,
    decimal_text,
    exact,
    minor_units,
)


def registration(case: Case) -> CaseAnswer:
    """A GSTIN."""
    return CaseAnswer(case["valid"], read_gstin(case["input"]) is not None)


def document_number(case: Case) -> CaseAnswer:
    """A number of rule 46(b)."""
    return CaseAnswer(case["valid"], is_valid_number(case["input"]))


def _amount(taxes: tuple[TaxCharge, ...], code: str) -> str:
    return decimal_text(sum(charge.amount for charge in taxes if charge.code == code))


def _paise_price(text: str) -> UnitPrice:
    paise = exact(text) * 100
    return UnitPrice(paise.numerator, paise.denominator)


def line(case: Case) -> CaseAnswer:
    """Quantity, price, discount and tax of a line."""
    gross = line_amount(_paise_price(case["unit_price"]), int(case["qty"]))
    net = gross - percent_discount(gross, basis_points(case["discount_pct"]))
    tax = tax_at(
        net,
        basis_points(case["rate_pct"]),
        inter_state=case["inter_state"],
        inclusive=case["mode"] == "inclusive",
    )
    given = {
        "taxable": decimal_text(tax.taxable),
        "cgst": _amount(tax.taxes, "CGST"),
        "sgst": _amount(tax.taxes, "SGST"),
        "igst": _amount(tax.taxes, "IGST"),
        "total": decimal_text(tax.total),
    }
    return CaseAnswer(case["expect"], given)


def _priced(gross: int, tax: LineTax) -> PricedLine:
    return PricedLine(gross, 0, tax.taxable, tax.taxes, tax.tax, tax.total)


def invoice(case: Case) -> CaseAnswer:
    """The round-off of a bill to the rupee."""
    lines = []
    for one in case["lines"]:
        gross = minor_units(one["gross"])
        rate = basis_points(one["rate_pct"])
        lines.append(_priced(gross, tax_at(gross, rate, inter_state=False, inclusive=True)))
    sale = total_sale(lines, profile_for("in"))
    given = {
        "taxable": decimal_text(sale.taxable),
        "cgst": _amount(sale.taxes, "CGST"),
        "sgst": _amount(sale.taxes, "SGST"),
        "subtotal": decimal_text(sale.total - sale.rounding),
        "round_off": decimal_text(sale.rounding),
        "payable": decimal_text(sale.total),
    }
    return CaseAnswer(case["expect"], given)


def rate_by_date(case: Case) -> CaseAnswer:
    """The class of an item as the case names it, and its rate on a day."""
    hsn = re.search(r"HSN (\d+)", case["item"])
    substance = re.split(r" \(|,", case["item"])[0]
    tax_class = class_of(substance, hsn[1] if hsn else "")
    if tax_class is None:
        return CaseAnswer(case["expect_rate_pct"], None)
    rate = rate_bp(tax_class, date.fromisoformat(case["date"]))
    return CaseAnswer(case["expect_rate_pct"], str(rate // 100))


def return_section(case: Case) -> CaseAnswer:
    """Place of supply, taxes and section of GSTR-1."""
    original = case["orig_value"]
    result = placement(
        Supply(
            document=DocumentKind(case["doc"]),
            on=date.fromisoformat(case["date"]),
            supplier_state=case["supplier_state"],
            recorded_state=case["pos_state"],
            buyer_gstin=case["buyer_gstin"],
            value=minor_units(case["value"]),
            original_value=minor_units(original) if original else None,
            all_nil=case["all_nil"],
        )
    )
    given = {
        "place_of_supply": result.place_of_supply,
        "tax": result.tax,
        "section": result.section,
    }
    return CaseAnswer(case["expect"], given)
