"""What a receipt lacks before it is checked or posted, each with a sentence at its field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from theriac.core.formatting import format_date
from theriac.core.problems import Text
from theriac.domains.purchase_orders.rules.prices import LinePrice

MOST_LINES = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class LineSeen:
    """A line as the check sees it."""

    product_id: UUID
    product: str
    batch_number: str
    expires_on: date | None
    is_short_accepted: bool
    quantity: int
    price: LinePrice
    serials: Sequence[str] = field(default=())


def faults_of(lines: Sequence[LineSeen], today: date, short_days: int) -> dict[str, Text]:
    """What is wrong, by field (``lines.2.expires_on``); empty when nothing is."""
    if not lines:
        return {"lines": _("No items yet. Scan or search for the goods.")}
    found: dict[str, Text] = {}
    for index, line in enumerate(lines):
        for name, words in _line_faults(line, today, short_days).items():
            found[f"lines.{index}.{name}"] = words
    return found | _twice(lines)


def _line_faults(line: LineSeen, today: date, short_days: int) -> dict[str, Text]:
    found: dict[str, Text] = {}
    named = {"product": line.product}
    if not line.batch_number:
        found["batch_number"] = (
            _("%(product)s has no batch number. Enter the number on the pack.") % named
        )
    if words := expiry_fault(line, today, short_days):
        found["expires_on"] = words
    if line.price.net < 0:
        found["discount"] = _("%(product)s: the discount is higher than the line total.") % named
    if len(line.serials) > line.quantity:
        found["serials"] = _("%(product)s has more serial numbers than units.") % named
    return found


def expiry_fault(line: LineSeen, today: date, short_days: int) -> Text:
    """Why this expiry isn't taken; "" where it is. Of today is expired: it can't be sold."""
    named: Mapping[str, object] = {"product": line.product}
    if line.expires_on is None:
        return _("%(product)s has no expiry date. Enter the date on the pack.") % named
    days = (line.expires_on - today).days
    if days <= 0:
        return _("%(product)s expired on %(day)s. Return it to the driver and remove the line.") % {
            **named,
            "day": format_date(line.expires_on, get_language() or "en"),
        }
    if days < short_days and not line.is_short_accepted:
        return ngettext(
            "%(product)s expires in %(days)s day. Accept it as short-dated, or return it.",
            "%(product)s expires in %(days)s days. Accept it as short-dated, or return it.",
            days,
        ) % {**named, "days": days}
    return ""


def is_short(expires_on: date | None, today: date, short_days: int) -> int | None:
    """The days that short-dated goods have left; None for goods that aren't."""
    if expires_on is None:
        return None
    days = (expires_on - today).days
    return days if 0 < days < short_days else None


def _twice(lines: Sequence[LineSeen]) -> dict[str, Text]:
    """Serial numbers that stand twice; a serial is one pack's own."""
    counted = Counter((line.product_id, one) for line in lines for one in line.serials)
    return {
        f"lines.{index}.serials": _("Serial number %(serial)s is listed twice.") % {"serial": one}
        for index, line in enumerate(lines)
        for one in line.serials
        if counted[line.product_id, one] > 1
    }
