"""How receipts, their states and their differences read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.formatting import format_minor_units
from theriac.core.money import CURRENCIES, Money
from theriac.core.problems import Text
from theriac.domains.purchasing.queries.receipts import LineView, ReceiptView
from theriac.domains.purchasing.rules.invoice_match import InvoiceDifference
from theriac.surfaces.backoffice.catalog.words import counted
from theriac.surfaces.backoffice.cold_chain.degrees import degrees
from theriac.surfaces.backoffice.shell import frame
from theriac.surfaces.backoffice.shell.badges import States
from theriac.surfaces.backoffice.shell.quantities import quantity_words

STATES = States(
    draft=(gettext_lazy("Draft"), "pencil", "line"),
    checked=(gettext_lazy("Checked"), "check2", "look"),
    posted=(gettext_lazy("On the shelf"), "check-circle-fill", "go"),
    reversed=(gettext_lazy("Reversed"), "arrow-counterclockwise", "stop"),
)
KINDS: dict[str, Text] = {
    "quantity": gettext_lazy("Quantity"),
    "bonus": gettext_lazy("Free goods"),
    "price": gettext_lazy("Price"),
    "batch": gettext_lazy("Batch"),
    "expiry": gettext_lazy("Expiry"),
    "missing": gettext_lazy("On the invoice, not received"),
    "extra": gettext_lazy("Received, not on the invoice"),
    "unread": gettext_lazy("Not recognised"),
    "total": gettext_lazy("Total"),
}
_AMOUNTS = {"price", "total"}
_UNITS = {"quantity", "bonus", "missing", "extra"}


@dataclass(frozen=True, slots=True)
class DifferenceRow:
    """A difference in words, and what it says of."""

    of: InvoiceDifference

    kind: Text
    name: str
    printed: str
    came: str


def temperature_words(line: LineView, state: str) -> str:
    """What follows from a temperature outside the limits of its storage; "" for none outside."""
    if line.limits is None or line.line.temperature is None:
        return ""
    low, high = line.limits
    said = _("%(product)s arrived at %(came)s but must be stored at %(low)s to %(high)s.") % {
        "product": line.product.name,
        "came": degrees(line.line.temperature),
        "low": degrees(low),
        "high": degrees(high),
    }
    if state == "draft":
        then = _(
            "Return or accept it. It is put on hold when posted, unless a pharmacist accepts "
            "it during the check."
        )
    elif line.line.is_temperature_accepted:
        then = _("It was accepted during the check.")
    elif state == "checked":
        then = _(
            "It will be put on hold when posted. To accept it, return the goods receipt to "
            "draft and check it again."
        )
    else:
        then = _("It was put on hold on arrival. Release it, or return it.")
    return f"{said} {then}"


def packs_words(view: LineView) -> str:
    """10 boxes + 1 box bonus."""
    line = view.line
    parts = [counted(view.pack, line.packs)] if line.packs else []
    if line.bonus_packs:
        parts.append(_("%(packs)s free") % {"packs": counted(view.pack, line.bonus_packs)})
    return " + ".join(parts)


def units_words(view: LineView) -> str:
    """The quantity in all packs."""
    pairs = [(pack.name, pack.factor) for pack in view.product.packs.values()]
    return quantity_words(view.line.quantity, sorted(pairs, key=lambda one: one[1]), _country())


def differences_in_words(view: ReceiptView) -> list[DifferenceRow]:
    """The differences with the products' names."""
    names = {line.product.id: line.product.name for line in view.lines}
    return [
        DifferenceRow(
            one,
            KINDS[one.kind],
            one.name or (names.get(one.product_id, "") if one.product_id else ""),
            _value(one, one.printed),
            _value(one, one.came),
        )
        for one in view.differences
    ]


def difference_cell(difference: InvoiceDifference, text: str) -> Any:
    """A value of a difference as a file holds it: money, a number, a day, or the text."""
    if difference.kind in _AMOUNTS and text.isdigit():
        return Money(int(text), frame.pharmacy().currency)
    if difference.kind == "expiry":
        try:
            return date.fromisoformat(text)
        except ValueError:
            return text
    return int(text) if difference.kind in _UNITS and text.isdigit() else text


def _value(difference: InvoiceDifference, text: str) -> str:
    if difference.kind in _AMOUNTS and text.isdigit():
        pharmacy = frame.pharmacy()
        exponent = CURRENCIES[pharmacy.currency].exponent
        return format_minor_units(int(text), exponent, pharmacy.country)
    return text


def _country() -> str:
    return frame.pharmacy().country
