"""Taxes at the rates that the pharmacy entered, inside its prices or on top of them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from theriac.countries.taxes import (
    ConfiguredRate,
    LineTax,
    TaxClass,
    TaxContext,
    UnknownTaxClass,
    charge,
    untaxed,
)

TAX_CLASSES = (
    TaxClass("standard", _("Standard rate")),
    TaxClass("reduced", _("Reduced rate")),
    TaxClass("exempt", _("No tax")),
)


def rates_in_force(tax_class: str, context: TaxContext) -> tuple[tuple[str, int], ...]:
    """Code and rate of each tax of the class on the day: the latest row of each code."""
    latest: dict[str, ConfiguredRate] = {}
    for row in sorted(context.rates, key=lambda rate: rate.valid_from):
        if row.tax_class == tax_class and row.valid_from <= context.on:
            latest[row.code] = row
    return tuple((code, row.rate_bp) for code, row in latest.items() if row.rate_bp)


def line_tax(amount: int, tax_class: str, context: TaxContext) -> LineTax:
    """The configured taxes of the class; none configured, none charged."""
    if tax_class not in {known.code for known in TAX_CLASSES}:
        raise UnknownTaxClass(tax_class)
    if not context.registered or tax_class == "exempt":
        return untaxed(amount)
    return charge(amount, rates_in_force(tax_class, context), inclusive=context.inclusive)
