"""Our own files on prices, lines, sales and payments."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from theriac.core.approval.limits import most_generous
from theriac.core.money import share_out
from theriac.countries.base import CashPart
from theriac.countries.registry import profile_for
from theriac.countries.taxes import ConfiguredRate, TaxCharge, TaxContext
from theriac.domains.pricing.problems import ChangeOnlyFromCash, PaymentMissing
from theriac.domains.pricing.rules.ceilings import Ceiling, CeilingKind, batch_price, find_breach
from theriac.domains.pricing.rules.discounts import is_over_limit, percent_discount
from theriac.domains.pricing.rules.lines import BatchUnits, LinePart, split_line
from theriac.domains.pricing.rules.payments import PaymentMethod, Tender, settle_payments
from theriac.domains.pricing.rules.prices import (
    PackLevel,
    PriceRow,
    UnitPrice,
    line_amount,
    resolve_price,
)
from theriac.domains.pricing.rules.sale import LineToPrice, PricedSale, price_sale
from theriac.surfaces.operations.conform.case import Case, CaseAnswer


def _levels(packs: Sequence[Case]) -> list[PackLevel]:
    return [PackLevel(**pack) for pack in packs]


def _price(price: UnitPrice | None) -> Case | None:
    if price is None:
        return None
    return {"amount": price.amount, "units": price.units, "derived": price.derived}


def limit(case: Case) -> CaseAnswer:
    """Whether a discount needs an approval."""
    limit_bp = most_generous(case["limit_bp"], case.get("role_limits", {}), case.get("roles", ()))
    over = is_over_limit(case["gross"], case["discount"], limit_bp)
    told = {"limit_bp": limit_bp} if "limit_bp" in case["expect"] else {}
    return CaseAnswer(case["expect"], {"over": over, **told})


def shares(case: Case) -> CaseAnswer:
    """What comes off each part of a line."""
    given, grosses = case["discount"], case["grosses"]
    off = given["value"]
    if given["kind"] == "rate":
        off = percent_discount(sum(grosses), off)
    return CaseAnswer(case["expect"], {"discounts": share_out(off, grosses)})


def line(case: Case) -> CaseAnswer:
    """The amount of a line and of its discount."""
    gross = line_amount(UnitPrice(**case["price"]), case["quantity"])
    given = {"gross": gross}
    if "discount_bp" in case:
        given["discount"] = percent_discount(gross, case["discount_bp"])
    return CaseAnswer(case["expect"], given)


def ceiling(case: Case) -> CaseAnswer:
    """Whether a line keeps to its ceilings."""
    ceilings = [
        Ceiling(CeilingKind(one["kind"]), one["amount"], one["units"]) for one in case["ceilings"]
    ]
    breach = find_breach(1, case["total"], case["quantity"], ceilings)
    given = breach and {"kind": breach.ceiling.kind.value, "most": breach.most}
    return CaseAnswer(case["expect"], given)


def resolution(case: Case) -> CaseAnswer:
    """Which price holds."""
    rows = [
        PriceRow(**{**row, "valid_from": datetime.fromisoformat(row["valid_from"])})
        for row in case["rows"]
    ]
    price = resolve_price(
        _levels(case["packs"]),
        rows,
        case["pack_id"],
        branch_id=case["branch_id"],
        moment=datetime.fromisoformat(case["moment"]),
    )
    return CaseAnswer(case["expect"], _price(price))


def _part(part: LinePart, listed: UnitPrice | None, case: Case) -> Case:
    price = batch_price(
        listed,
        part.mrp,
        sells_at_mrp=case["sells_at_mrp"],
        pack_units=part.pack.factor,
        own=part.own,
        het=Ceiling(CeilingKind.HET, **case["het"]) if case.get("het") else None,
    )
    return {
        "pack_id": part.pack.id,
        "packs": part.packs,
        "quantity": part.quantity,
        "batches": [share.batch_id for share in part.shares],
        "price": _price(price),
    }


def split(case: Case) -> CaseAnswer:
    """The parts of a line over batches of different MRP or own price, each with its price."""
    shares = [
        BatchUnits(
            share["batch_id"],
            share["quantity"],
            share["mrp"] and Ceiling(CeilingKind.MRP, **share["mrp"]),
            UnitPrice(**share["own"]) if share.get("own") else None,
        )
        for share in case["shares"]
    ]
    listed = case["listed"] and UnitPrice(**case["listed"])
    parts = split_line(shares, _levels(case["packs"]), case["pack_id"])
    given = [_part(part, listed, case) for part in parts]
    return CaseAnswer(case["expect"], given)


def _context(case: Case) -> TaxContext:
    rates = tuple(
        ConfiguredRate(**{**rate, "valid_from": date.fromisoformat(rate["valid_from"])})
        for rate in case.get("rates", ())
    )
    return TaxContext(
        on=date.fromisoformat(case["on"]),
        registered=case["registered"],
        inclusive=case["inclusive"],
        supplier_state=case.get("supplier_state", ""),
        place_of_supply=case.get("place_of_supply", ""),
        rates=rates,
    )


def _charges(charges: Sequence[TaxCharge]) -> list[Case]:
    return [
        {"code": charge.code, "rate_bp": charge.rate_bp, "amount": charge.amount}
        for charge in charges
    ]


def _sale(sale: PricedSale) -> dict[str, Any]:
    return {
        "lines": [[line.gross, line.taxable, line.tax, line.total] for line in sale.lines],
        "gross": sale.gross,
        "discount": sale.discount,
        "taxable": sale.taxable,
        "tax": sale.tax,
        "rounding": sale.rounding,
        "total": sale.total,
        "taxes": _charges(sale.taxes),
    }


def sale(case: Case) -> CaseAnswer:
    """The amounts of a whole sale."""
    lines = [
        LineToPrice(
            UnitPrice(**one["price"]), one["quantity"], one["tax_class"], one.get("discount", 0)
        )
        for one in case["lines"]
    ]
    cash = case["cash"] and CashPart(**case["cash"])
    priced = price_sale(lines, profile_for(case["country"]), _context(case), cash)
    return CaseAnswer(case["expect"], _sale(priced))


def payment(case: Case) -> CaseAnswer:
    """The payments with their change, or why they don't do."""
    tenders = [Tender(PaymentMethod(method), amount) for method, amount in case["tenders"]]
    try:
        settled = settle_payments(case["total"], tenders, currency="IDR", country="id")
    except PaymentMissing as refusal:
        return CaseAnswer(case["expect"], {"missing": refusal.facts["missing"]["amount"]})
    except ChangeOnlyFromCash as refusal:
        return CaseAnswer(case["expect"], {"excess": refusal.facts["excess"]["amount"]})
    given = [
        {"method": paid.method.value, "tendered": paid.tendered, "change": paid.change}
        for paid in settled
    ]
    return CaseAnswer(case["expect"], {"payments": given})
