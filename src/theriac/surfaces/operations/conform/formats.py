"""Our own files on what people read: numbers of documents, money, quantities."""

from __future__ import annotations

from datetime import date

from theriac.core.formatting import UnreadableNumber, format_money, read_money
from theriac.core.money import Money
from theriac.core.quantity import split_into_packs
from theriac.countries.documents import SeriesTooLong, UnfitCode
from theriac.countries.registry import profile_for
from theriac.surfaces.operations.conform.case import Case, CaseAnswer


def series(case: Case) -> CaseAnswer:
    """A terminal's series on a day, one of its numbers, and the year that it is of."""
    profile = profile_for(case["country"])
    on = date.fromisoformat(case["on"])
    try:
        prefix = profile.series_prefix(case["branch"], case["terminal"], on, case["generation"])
        number = profile.format_number(prefix, case["sequence"])
    except (SeriesTooLong, UnfitCode):
        return CaseAnswer(case["expect"], None)
    if not profile.is_valid_number(number):
        return CaseAnswer(case["expect"], f"{number} isn't valid")
    given = {"prefix": prefix, "number": number, "year": profile.fiscal_year(on).label}
    return CaseAnswer(case["expect"], given)


def money(case: Case) -> CaseAnswer:
    """Money written, or read."""
    if "text" in case:
        written = format_money(Money(case["amount"], case["currency"]), case["country"])
        return CaseAnswer(case["text"], written)
    try:
        amount = read_money(case["typed"], case["currency"], case["country"]).amount
    except UnreadableNumber as refusal:
        return CaseAnswer(case["expect"], refusal.reason)
    return CaseAnswer(case["expect"], amount)


def packs(case: Case) -> CaseAnswer:
    """A quantity in whole packs."""
    parts = split_into_packs(case["quantity"], case["factors"])
    return CaseAnswer(case["expect"], [[part.factor, part.count] for part in parts])
