"""What a setting and a branch's fact may be, whoever sets it: screen, program, or putting back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from theriac.core.problems import Text, Unprocessable
from theriac.countries.sale_papers.rules import PARTS

MOST_DAYS = 3_650
MOST_SHARE_DAYS = 366
MOST_READS = 10_000
MOST_LEAD_DAYS = 365
LEAST_LEAD_ORDERS, MOST_LEAD_ORDERS = 2, 100
LEAST_SERVICE, MOST_SERVICE = 50, 99
MOST_PRESCRIPTION_DAYS = 366
MOST_RATE = 10_000
"""In hundredths of a percent."""
MOST_PERCENT = 1_000
MOST_VALUE = 10**15
MOST_ITEMS = 500
MOST_ROUNDING = 1_000_000
"""In minor units."""
WIDTHS = (80, 58)
MOST_HEADER, MOST_FOOTER, LONGEST_LINE = 3, 5, 80
"""Lines of a paper above and below, and their length."""
LENGTHS = {
    "privacy_text": 6_000,
    "name": 120,
    "address": 250,
    "phone": 40,
    "tax_id": 40,
}


def _whole(least: int, most: int, words: Text) -> Callable[[Any], Text]:
    def check(value: Any) -> Text:
        fits = isinstance(value, int) and not isinstance(value, bool) and least <= value <= most
        return "" if fits else words

    return check


def _truth(value: Any) -> Text:
    return "" if isinstance(value, bool) else _("Choose yes or no.")


def _lines(most: int) -> Callable[[Any], Text]:
    def check(value: Any) -> Text:
        lines = value.splitlines() if isinstance(value, str) else None
        if (
            lines is not None
            and len(lines) <= most
            and max(map(len, lines), default=0) <= LONGEST_LINE
        ):
            return ""
        words = _("Enter at most %(lines)s lines of %(letters)s characters.")
        return words % {"lines": most, "letters": LONGEST_LINE}

    return check


def _parts(value: Any) -> Text:
    names = isinstance(value, list) and all(isinstance(one, str) for one in value)
    return "" if names and set(value) <= set(PARTS) else _("Choose from the list.")


_DAYS = _("Enter a number of days, at most ten years.")
_SERVICE = _("Enter a percentage from 50 to 99.")
_CHECKS: Mapping[str, Callable[[Any], Text]] = {
    "expiry_far_days": _whole(1, MOST_DAYS, _DAYS),
    "expiry_look_days": _whole(1, MOST_DAYS, _DAYS),
    "expiry_stop_days": _whole(0, MOST_DAYS, _DAYS),
    "recount_percent": _whole(0, MOST_PERCENT, _("Enter a percentage from 0 to 1,000.")),
    "cost_percent": _whole(0, MOST_PERCENT, _("Enter a percentage from 0 to 1,000.")),
    "match_percent": _whole(0, MOST_PERCENT, _("Enter a percentage from 0 to 1,000.")),
    "recount_value": _whole(0, MOST_VALUE, _("Enter an amount of money; 0 sets no limit.")),
    "count_items": _whole(0, MOST_ITEMS, _("Enter a number of items, at most 500.")),
    "cash_rounding": _whole(
        0, MOST_ROUNDING, _("This rounding amount is too large. Enter a smaller one.")
    ),
    "prescription_days": _whole(
        1,
        MOST_PRESCRIPTION_DAYS,
        _("A prescription can be dispensed for 1 to 366 days after its date."),
    ),
    "lead_days": _whole(0, MOST_LEAD_DAYS, _("Enter a number of days, at most 365.")),
    "lead_orders": _whole(
        LEAST_LEAD_ORDERS, MOST_LEAD_ORDERS, _("Enter a number of orders from 2 to 100.")
    ),
    "review_days": _whole(1, MOST_LEAD_DAYS, _("Enter a number of days from 1 to 365.")),
    "service_percent": _whole(LEAST_SERVICE, MOST_SERVICE, _SERVICE),
    "vital_percent": _whole(LEAST_SERVICE, MOST_SERVICE, _SERVICE),
    "tax_rate_bp": _whole(0, MOST_RATE, _("Enter a rate from 0 to 100 percent.")),
    "share_days": _whole(
        1, MOST_SHARE_DAYS, _("A share link lasts 1 to 366 days. Enter a number of days.")
    ),
    "mass_reads": _whole(
        0, MOST_READS, _("Enter the number of patients, at most 10,000; 0 turns the alarm off.")
    ),
    "returns_to_shelf": _truth,
    "unreceipted_days": _whole(1, MOST_LEAD_DAYS, _("Enter a number of days from 1 to 365.")),
    "till_sessions": _truth,
    "tax_inclusive": _truth,
    "tax_registered": _truth,
    "customer_registration": _truth,
    "receipt_language": lambda value: (
        "" if value in dict(settings.LANGUAGES) else _("Choose a language from the list.")
    ),
    "receipt_header": _lines(MOST_HEADER),
    "receipt_footer": _lines(MOST_FOOTER),
    "receipt_hidden": _parts,
    "receipt_width_mm": lambda value: (
        "" if value in WIDTHS else _("Choose a receipt width of 80 or 58 mm.")
    ),
}


def check_values(changes: Mapping[str, Any]) -> None:
    """Raise Unprocessable with a sentence at each value that its setting can't have."""
    errors = {name: words for name, value in changes.items() if (words := _words(name, value))}
    if errors:
        raise Unprocessable(errors=errors)


def check_expiry_days(look: int, stop: int, far: int) -> None:
    """The board begins first, then comes amber, then red. Raises Unprocessable."""
    if look > far:
        words = _(
            "The expiry board must not start after the amber warning. Enter at least "
            "the amber days."
        )
        raise Unprocessable(words, field="expiry_far_days")
    if stop > look:
        words = _(
            "The red warning must not start before the amber one. Enter at most the amber days."
        )
        raise Unprocessable(words, field="expiry_stop_days")


def check_registration(privacy_text: str, *, mail_works: bool) -> None:
    """Who registers agrees to a text and confirms an address by mail. Raises Unprocessable."""
    if not privacy_text.strip():
        words = _("Customers agree to this when they register. Enter the text first.")
        raise Unprocessable(words, field="privacy_text")
    if not mail_works:
        words = _(
            "Customers confirm their address by email, but email isn't set up here. Ask the "
            "administrator to set THERIAC_MAIL_URL."
        )
        raise Unprocessable(words, field="customer_registration")


def _words(name: str, value: Any) -> Text:
    if name in _CHECKS:
        return _CHECKS[name](value)
    most = LENGTHS.get(name)
    if most is None:
        return ""
    if name == "name" and not str(value).strip():
        return _("Enter the branch name.")
    if not isinstance(value, str) or len(value) > most:
        return ngettext(
            "Enter at most %(most)s character.", "Enter at most %(most)s characters.", most
        ) % {"most": most}
    return ""
