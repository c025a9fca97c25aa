"""Kinds, ways and methods of sales in the reader's words."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from theriac.core.problems import Text

MINUTES_AN_HOUR = 60
HOURS_TOLD = 48
"""From here on days are told."""

METHODS: dict[str, Text] = {
    "cash": _("Cash"),
    "card": _("Card"),
    "transfer": _("Transfer"),
    "qr": _("QR"),
}

KINDS: dict[str, Text] = {
    "stock_short": _("Sold more than the book had"),
    "batch_expired": _("Sold an expired batch"),
    "batch_held": _("Sold a held batch"),
    "batch_unknown": _("Sold a batch that the book doesn't know"),
    "price": _("Another price than the list's"),
    "tax": _("Another tax than the rule's"),
    "payment": _("Payments and lines don't add up"),
    "person": _("Sold by somebody without the right"),
    "ground": _("Prescription medicine without its ground"),
    "clock": _("The device's clock is off"),
    "number": _("An unusual number"),
    "product": _("Sold a product that isn't for sale"),
    "serial_sold": _("Sold a single pack that was sold before"),
    "quota": _("Sold without network beyond the counter’s quota"),
    "patient": _("Without the patient whom the law asks for"),
    "reservation": _("Sold from a reservation that had ended or had less left"),
    "approval": _("A discount above the limit without an approval that holds"),
    "count_asked": _("Found at the counter although the book had none: count it"),
}

NOT_RESERVED: dict[str, Text] = {
    "taken": _("Another sale had it before"),
    "released": _("Somebody released it before"),
    "lapsed": _("Its time was over"),
    "gone": _("Its goods weren’t there any more"),
    "less": _("Less was left of it"),
    "unknown": _("This branch has no such reservation"),
}

NOT_APPROVED: dict[str, Text] = {
    "missing": _("Nobody approved it"),
    "late": _("It was approved too long before or after the sale"),
    "changed": _("Something else was approved than what was sold"),
    "used": _("The approval was used for another sale"),
    "sealed": _("What the counter sealed for it can't be opened"),
    "pin": _("The PIN that was typed for it doesn't fit, or was changed since"),
    "not_permitted": _("Who approved it may not, or approved their own request"),
}

SETTLEMENTS: dict[str, Text] = {
    "other_batch": _("It came from another batch"),
    "found": _("It was there after all"),
    "written_off": _("Nobody knows: leave it short"),
    "accepted": _("Looked at; it stays as it is"),
}

HELD: dict[str, Text] = {
    "revoked": _("Sent by a revoked terminal"),
    "number_used": _("Its number has another sale"),
    "unreadable": _("Names things that the book doesn't know"),
    "sealed": _("What the counter sealed can't be opened"),
    "amount": _("An amount or quantity is beyond what the book takes"),
    "size": _("It has more parts than the book takes"),
    "sequence": _("Its number is far beyond its series"),
    "currency": _("It is in another currency than the pharmacy's"),
    "series": _("Its number isn't one of its terminal's own"),
    "date": _("Its date is far from the server's clock"),
    "malformed": _("It isn't a sale that can be read"),
    "unsigned": _("Its terminal's device didn't sign it"),
    "cases": _("It disagrees with the book in too many places"),
}

LEAVE = "dismissed"
DECISIONS: dict[str, Text] = {
    "booked": _("Book it: the goods left the shop"),
    LEAVE: _("Leave it unbooked: it isn't a sale"),
}

_NEVER_BOOKED = _(
    "It can't be booked as it is. Leave it unbooked, and enter what was sold anew; what was sent "
    "is kept."
)
IF_BOOKED: dict[str, Text] = {
    "revoked": _("Booked, it takes the place that its number has; the terminal stays shut out."),
    "number_used": _(
        "Another sale has its number. Booked, it keeps the number that was printed and stands in a "
        "series of its own; the audit trail says why."
    ),
    "unreadable": _("It can be booked once the book knows every product that it names."),
    "sealed": _(
        "Its text was altered, or the secret that opens it isn't here; when that comes back "
        "(THERIAC_SEALING_SECRET), it opens by itself. Booked before, the sale has no prescriber, "
        "and a case says so. What was sealed is kept."
    ),
    "amount": _NEVER_BOOKED,
    "size": _NEVER_BOOKED,
    "sequence": _(
        "Booked, it keeps the number that was printed and stands in a series of its own, so that "
        "no numbers go missing before it."
    ),
    "series": _(
        "Somebody else's number was used, or the device is set up wrongly. Booked, it keeps the "
        "number that was printed and stands in a series of its own. Look at the device."
    ),
    "currency": _NEVER_BOOKED,
    "date": _NEVER_BOOKED,
    "malformed": _NEVER_BOOKED,
    "unsigned": _(
        "Somebody else may have sent it. Ask at the counter whether it was sold there. Booked, it "
        "takes the place that its number has."
    ),
    "cases": _(
        "Look first why its counter disagrees: its prices, taxes or stock may be out of date, or "
        "too many of its cases wait. Booked, each disagreement becomes a case."
    ),
}

BATCH_REASONS: dict[str, Text] = {
    "in_hand": _("it was in the hand"),
    "customer_asks": _("the customer asked for it"),
    "not_found": _("the first couldn't be found"),
    "scanned": _("its code was scanned"),
}


def span_words(minutes: int) -> str:
    """7 minutes, 3 hours, 2 days."""
    if minutes < MINUTES_AN_HOUR:
        return ngettext("%(n)s minute", "%(n)s minutes", minutes) % {"n": minutes}
    hours = round(minutes / MINUTES_AN_HOUR)
    if hours < HOURS_TOLD:
        return ngettext("%(n)s hour", "%(n)s hours", hours) % {"n": hours}
    days = round(hours / 24)
    return ngettext("%(n)s day", "%(n)s days", days) % {"n": days}


def skew_words(skew: timedelta) -> str:
    """How far a device's clock is off: 7 minutes ahead, 2 hours behind."""
    span = span_words(round(abs(skew).total_seconds() / 60))
    words = _("%(span)s ahead") if skew > timedelta(0) else _("%(span)s behind")
    return str(words) % {"span": span}
