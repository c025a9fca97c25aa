"""States, settings and their values in the reader's words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.formatting import DASH
from theriac.core.money import Money
from theriac.core.problems import Text
from theriac.countries.registry import profile_for
from theriac.surfaces.backoffice.sale_documents.words import PARTS
from theriac.surfaces.backoffice.sales.words import skew_words
from theriac.surfaces.backoffice.shell import frame
from theriac.surfaces.backoffice.shell.badges import badge
from theriac.surfaces.backoffice.templatetags import theriac as shown

if TYPE_CHECKING:
    from theriac.domains.organisation.models import Terminal

COUNTER, PROGRAM = "counter", "api"
KINDS: dict[str, Text] = {
    COUNTER: gettext_lazy("Counter"),
    PROGRAM: gettext_lazy("Program"),
}

NAMES: dict[str, Text] = {
    "next_number": gettext_lazy("Next number"),
    "expiry_far_days": gettext_lazy("Expiry board starts, days before"),
    "expiry_look_days": gettext_lazy("Amber expiry warning, days before"),
    "expiry_stop_days": gettext_lazy("Red expiry warning, days before"),
    "recount_percent": gettext_lazy("Recount above, percent"),
    "recount_value": gettext_lazy("Recount above, at cost"),
    "count_items": gettext_lazy("Items to count each morning"),
    "cost_percent": gettext_lazy(
        "Warn when the unit cost differs from the last one by more than, percent"
    ),
    "match_percent": gettext_lazy("Approval above the purchase order by more than, percent"),
    "prescription_days": gettext_lazy("Days until a prescription expires"),
    "lead_days": gettext_lazy("Delivery time, days"),
    "lead_orders": gettext_lazy("Orders to measure delivery time"),
    "review_days": gettext_lazy("Days between orders"),
    "service_percent": gettext_lazy("Service level, percent"),
    "vital_percent": gettext_lazy("Service level of vital products, percent"),
    "returns_to_shelf": gettext_lazy("Sell returned goods again where the rules allow it"),
    "unreceipted_days": gettext_lazy("Days for the lowest price without a receipt"),
    "till_sessions": gettext_lazy("Use till sessions"),
    "cash_rounding": gettext_lazy("Round cash to"),
    "tax_rate_bp": gettext_lazy("Tax rate"),
    "tax_inclusive": gettext_lazy("Prices include the tax"),
    "receipt_width_mm": gettext_lazy("Receipt width"),
    "receipt_language": gettext_lazy("Language of receipts"),
    "receipt_header": gettext_lazy("Lines below the address on receipts"),
    "receipt_footer": gettext_lazy("Lines at the end of receipts"),
    "receipt_hidden": gettext_lazy("Left out of receipts"),
    "share_days": gettext_lazy("Maximum days of a share link"),
    "mass_reads": gettext_lazy("Alarm when this many patients are read in an hour"),
    "customer_registration": gettext_lazy("Customers can register themselves"),
    "privacy_text": gettext_lazy("Privacy text for customers"),
    "name": gettext_lazy("Name"),
    "address": gettext_lazy("Address"),
    "phone": gettext_lazy("Telephone"),
    "tax_state": gettext_lazy("State (for tax)"),
    "tax_id": gettext_lazy("Tax number"),
    "tax_registered": gettext_lazy("Charges tax"),
}


def terminal_state(terminal: Terminal) -> SafeString:
    """Paired, waiting for its device, revoked; a program's terminal needs no device."""
    if terminal.revoked_at:
        return badge(_("Revoked"), "slash-circle", "stop")
    if terminal.kind == PROGRAM:
        return badge(_("With API key"), "key", "note")
    if terminal.paired_at:
        return badge(_("Paired"), "check-circle-fill", "go")
    return badge(_("Waiting for device"), "hourglass-split", "look")


def clock_off(terminal: Terminal) -> str:
    """How far the device's clock was off when it last sent something; "" within five minutes."""
    if not terminal.clock_skew_seconds:
        return ""
    return skew_words(timedelta(seconds=terminal.clock_skew_seconds))


def clock_words(terminal: Terminal) -> SafeString | None:
    """The same as a badge; None within five minutes."""
    words = clock_off(terminal)
    return badge(words, "clock-history", "look") if words else None


_WORDS: dict[str, Callable[[Any], str]] = {
    "cash_rounding": lambda value: shown.money(Money(value, frame.pharmacy().currency)),
    "tax_rate_bp": shown.rate,
    "receipt_width_mm": lambda value: _("%(width)s mm") % {"width": value},
    "receipt_hidden": lambda value: ", ".join(str(PARTS.get(one, one)) for one in value),
    "receipt_language": lambda value: str(dict(settings.LANGUAGES).get(value, value)),
}


def value_words(name: str, value: Any) -> str:
    """A setting's value as people read it."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if value in (None, "", {}, []):
        return DASH
    if name in _WORDS:
        return _WORDS[name](value)
    return shown.number(value) if isinstance(value, int) else str(value)


def changes_of(before: dict[str, Any], after: dict[str, Any]) -> list[dict[str, Any]]:
    """What one change changed: name, before, after; licences one by one."""
    rows: list[dict[str, Any]] = []
    for name, new in after.items():
        old = before.get(name)
        if name == "branch":
            continue
        if name == "licences":
            rows += _licence_changes(old or {}, new or {})
        elif old != new:
            rows.append(
                {
                    "name": NAMES.get(name, name),
                    "before": value_words(name, old),
                    "after": value_words(name, new),
                }
            )
    return rows


def _licence_changes(old: dict[str, str], new: dict[str, str]) -> list[dict[str, Any]]:
    labels = {field.code: field.label for field in profile_for(frame.pharmacy().country).licences}
    return [
        {
            "name": labels.get(code, code),
            "before": old.get(code) or DASH,
            "after": new.get(code) or DASH,
        }
        for code in dict.fromkeys([*old, *new])
        if old.get(code, "") != new.get(code, "")
    ]
