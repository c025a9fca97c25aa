"""Both versions of what a case is about: as it was sold, and as it is on record."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.formatting import format_money
from theriac.core.money import Money
from theriac.core.problems import Text
from theriac.domains.accounts.queries.people import names_of
from theriac.surfaces.backoffice.sales.words import skew_words
from theriac.surfaces.backoffice.shell import frame
from theriac.surfaces.backoffice.templatetags import theriac as shown

InWords = Callable[[int], str]
Version = tuple[str, str, str]
"""What is compared, as sold, and on record."""


def versions(case: Any, in_words: InWords) -> list[Version]:
    """What was sold beside what is on record; none of kinds that compare nothing."""
    tell = _TOLD.get(case.kind)
    return list(tell(case, in_words)) if tell else []


def _money(case: Any, amount: int) -> str:
    return format_money(Money(amount, case.sale.currency), frame.pharmacy().country)


def _price(case: Any, in_words: InWords) -> Iterator[Version]:
    facts, line = case.facts, case.line
    if "promise" in facts:
        yield from _promise(case)
    elif "factor" in facts:
        counted = f"{facts['packs']} × {in_words(facts['factor'])}"
        yield _("Quantity"), in_words(line.quantity), counted
    elif "listed" in facts:
        sold = _each(case, line.price_amount, line.price_units, in_words)
        listed = facts["listed"]
        known = _each(case, listed["amount"], listed["units"], in_words) if listed else ""
        yield _("Price"), sold, known or _("No price")
    elif "most" in facts:
        ceiling = _("Maximum by %(ceiling)s") % {"ceiling": facts["ceiling"].upper()}
        yield ceiling, _money(case, line.total), _money(case, facts["most"])
    elif "expected" in facts:
        yield _("Amount"), _money(case, line.total), _money(case, facts["expected"])
    else:
        yield _("Amount"), _money(case, line.total), _("No matching price and tax")


def _promise(case: Any) -> Iterator[Version]:
    """The quotation that the sale names, why it doesn't hold for it, or both prices."""
    facts = case.facts
    number, why = facts.get("quotation", ""), facts["promise"]
    if why == "other_price":
        expected = facts["expected"]
        known = _("Not quoted") if expected is None else _money(case, expected)
        yield _("Quoted price"), _money(case, facts["paid"]), known
        yield _("Quotation"), number, number
    elif why == "expired":
        until = shown.local_date(parse_date(facts["valid_until"]))
        yield _("Quotation"), number, _("Valid until %(day)s") % {"day": until}
    else:
        yield _("Quotation"), number or "–", str(NO_PROMISE[why])


NO_PROMISE: Mapping[str, Text] = {
    "unknown": gettext_lazy("No such quotation"),
    "elsewhere": gettext_lazy("From another branch"),
    "cancelled": gettext_lazy("Cancelled"),
    "other_sale": gettext_lazy("Not opened for this sale"),
}


def _each(case: Any, amount: int, units: int, in_words: InWords) -> str:
    told = {"price": _money(case, amount), "quantity": in_words(units)}
    return _("%(price)s for %(quantity)s") % told


def _tax(case: Any, _in_words: InWords) -> Iterator[Version]:
    yield _("Tax"), _money(case, case.line.tax), _money(case, case.facts["expected"])


def _payment(case: Any, _in_words: InWords) -> Iterator[Version]:
    if "rounding" in case.facts:
        sold = _money(case, case.facts["rounding"])
        yield _("Rounded by"), sold, _money(case, case.facts["expected"])


def _stock(case: Any, in_words: InWords) -> Iterator[Version]:
    given = int(case.facts.get("given") or 0)
    known = in_words(given) if given else _("None")
    yield _("Quantity"), in_words(given + case.quantity), known


def _expiry(case: Any, _in_words: InWords) -> Iterator[Version]:
    expires_on = parse_date(str(case.facts.get("expires_on") or ""))
    if expires_on:
        sold = shown.local_date(case.sale.business_on)
        yield _("Day"), _("Sold on %(day)s") % {"day": sold}, _expired(expires_on)


def _expired(expires_on: Any) -> str:
    return _("Expires on %(day)s") % {"day": shown.local_date(expires_on)}


def _held(case: Any, _in_words: InWords) -> Iterator[Version]:
    yield _("Batch"), str(case.facts.get("batch") or "–"), _("On hold")


def _unknown(case: Any, _in_words: InWords) -> Iterator[Version]:
    yield _("Batch"), str(case.facts.get("batch") or "–"), _("No such batch")


def _person(case: Any, _in_words: InWords) -> Iterator[Version]:
    person_id = UUID(str(case.facts["person_id"]))
    name = names_of([person_id]).get(person_id)
    known = _("No permission") if case.facts.get("why") != "unknown" else _("Unknown person")
    yield _("Sold by"), name or _("Unknown person"), known


def _clock(case: Any, _in_words: InWords) -> Iterator[Version]:
    sold, received = (parse_datetime(case.facts[which]) for which in ("occurred_at", "received_at"))
    if sold and received:
        known = shown.local_moment(received)
        if sold - received != timedelta(0):
            known = f"{known} ({skew_words(sold - received)})"
        yield _("Time"), shown.local_moment(sold), known
    told_on = parse_date(case.facts.get("told_on", ""))
    if told_on:
        booked = shown.local_date(case.sale.business_on)
        yield _("Booked on"), shown.local_date(told_on), booked


def _number(case: Any, _in_words: InWords) -> Iterator[Version]:
    if case.facts.get("why") == "void":
        known = _("The number was declared void before the sale arrived")
        yield _("Number"), str(case.facts["number"]), known
    elif case.facts.get("expected"):
        yield _("Number"), str(case.facts["number"]), str(case.facts["expected"])


_TOLD: dict[str, Callable[[Any, InWords], Iterator[Version]]] = {
    "price": _price,
    "tax": _tax,
    "payment": _payment,
    "stock_short": _stock,
    "batch_expired": _expiry,
    "batch_held": _held,
    "batch_unknown": _unknown,
    "person": _person,
    "clock": _clock,
    "number": _number,
}
