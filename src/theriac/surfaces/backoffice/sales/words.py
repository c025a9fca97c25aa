"""Kinds, ways and methods of sales in the reader's words."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from theriac.core.problems import Text

MINUTES_AN_HOUR = 60
HOURS_TOLD = 48
"""From here on days are told."""

KINDS: dict[str, Text] = {
    "stock_short": _("Sold more than the stock on record"),
    "batch_expired": _("Sold an expired batch"),
    "batch_held": _("Sold a batch on hold"),
    "batch_unknown": _("Sold an unknown batch"),
    "price": _("Price differs from the price list"),
    "tax": _("Tax differs from the rule"),
    "payment": _("Payments and lines have different totals"),
    "person": _("Sold by a person without permission"),
    "ground": _("Prescription medicine without a prescription or exception"),
    "clock": _("The device’s clock is wrong"),
    "number": _("Unusual number"),
    "product": _("Sold a product that isn’t for sale"),
    "serial_sold": _("Sold a serial number that was already sold"),
    "quota": _("Sold offline above the counter’s quota"),
    "patient": _("Without the patient that the law requires"),
    "merged": _("The patient’s record has been merged"),
    "duty": _("Prescription medicine sold while no pharmacist was on duty"),
    "dispense": _("Sold on a prescription that didn’t allow it"),
    "credit": _("Charged to a credit account that didn’t allow it"),
    "gift_card": _("Paid with a gift card that didn’t pay it"),
    "loyalty": _("Paid with loyalty points that the member couldn’t spend"),
    "promotion": _("Sold with another promotion than the rules give"),
    "coupon": _("Coupon redeemed that couldn’t be"),
    "controlled": _("Controlled medicine handed over without all that the law asks"),
    "reservation": _("Sold from a reservation that had ended or had too little left"),
    "safety": _("Sold in spite of a safety alert without a valid answer"),
    "approval": _("Discount above the limit without a valid approval"),
    "count_asked": _("Found at the counter but not in stock on record: count the stock"),
}

NOT_RESERVED: dict[str, Text] = {
    "taken": _("Already used by another sale"),
    "released": _("Already released"),
    "lapsed": _("Reservation expired"),
    "gone": _("The goods were no longer in stock"),
    "less": _("Not enough left in the reservation"),
    "unknown": _("This branch doesn’t have this reservation"),
}

NOT_APPROVED: dict[str, Text] = {
    "missing": _("Not approved"),
    "late": _("Approved too long before or after the sale"),
    "changed": _("The approval was for something other than what was sold"),
    "used": _("The approval was already used for another sale"),
    "sealed": _("The encrypted approval from the counter can’t be opened"),
    "pin": _("The approver’s PIN is wrong, or was changed since"),
    "not_permitted": _("The approver had no permission, or approved their own request"),
}

NOT_ANSWERED: dict[str, Text] = {
    **NOT_APPROVED,
    "unanswered": _("Alert not answered"),
    "missing": _("No pharmacist approved the answer"),
    "reason": _("The reason doesn’t answer this alert"),
}

NOT_HANDED: dict[str, Text] = {
    "prescription": _("A ready prescription"),
    "signature": _("A valid signature of a second person"),
    "patient_number": _("The patient’s identity number"),
    "patient_address": _("The patient’s address"),
    "prescriber": _("A prescriber from the list"),
    "prescriber_licence": _("The prescriber’s licence number"),
    "prescriber_address": _("The prescriber’s address"),
    "limit": _("Room within the limit per patient"),
}

NOT_DISPENSED: dict[str, Text] = {
    "unknown": _("Not on a prescription of this branch"),
    "patient": _("The prescription is another patient’s"),
    "not_permitted": _("The seller had no permission to sell on prescriptions"),
    "state": _("The prescription wasn’t ready any more"),
    "expired": _("The prescription was no longer valid"),
    "too_much": _("Already dispensed, or more than was left"),
    "product": _("Not the medicine on the prescription"),
    "noted": _("It was noted that this line isn’t dispensed"),
    "expires_too_soon": _("The batch expires before the therapy ends"),
}

NOT_REDEEMED: dict[str, Text] = {
    "unknown": _("No coupon has this code"),
    "used_up": _("It had no uses left, or had ended"),
    "used_by_patient": _("The patient had no uses left, or none was named"),
}

NOT_CHARGED: dict[str, Text] = {
    "unknown": _("No account has this number. The amount waits as a payment to be identified"),
    "blocked": _("The account is blocked"),
    "closed": _("The account is closed"),
    "over_limit": _("Above the credit limit"),
}

NOT_BY_CARD: dict[str, Text] = {
    "unknown": _("No gift card paid this sale. The amount waits as a payment to be identified"),
    "released": _("The amount was already given back to the card"),
    "differs": _("The card paid another amount"),
}

NOT_SPENT: dict[str, Text] = {
    "unknown": _("No member has this card number. No points were changed"),
    "blocked": _("The card is blocked"),
    "closed": _("The card is closed"),
    "off": _("The programme took no points as payment"),
    "other": _("The points were another member’s"),
    "too_few": _("More points than the member had"),
    "excluded": _("More than may be paid with points"),
}

SETTLEMENTS: dict[str, Text] = {
    "other_batch": _("Taken from another batch"),
    "found": _("Found in stock"),
    "written_off": _("Unknown: leave it short"),
    "accepted": _("Checked, no change"),
    "dispensed": _("Record it on the prescription now"),
    "charged": _("Charge it to an account"),
}

HELD: dict[str, Text] = {
    "revoked": _("Sent by a revoked terminal"),
    "number_used": _("Number used by another sale"),
    "unreadable": _("Contains unknown records"),
    "sealed": _("The encrypted text from the counter can’t be opened"),
    "amount": _("An amount or quantity is above the maximum"),
    "size": _("Too many parts"),
    "sequence": _("Number far beyond its series"),
    "currency": _("The currency differs from the pharmacy’s"),
    "series": _("Number doesn’t belong to the terminal"),
    "date": _("The date differs too much from the server’s clock"),
    "malformed": _("Not a readable sale"),
    "unsigned": _("Not signed by the terminal’s device"),
    "cases": _("Too many differences from the records"),
}

LEAVE = "dismissed"
DECISIONS: dict[str, Text] = {
    "booked": _("Book it: the goods were handed over"),
    LEAVE: _("Leave unbooked: not a sale"),
}

_NEVER_BOOKED = _(
    "It can’t be booked like this. Leave it unbooked and enter the sale again. The original "
    "data is saved."
)
IF_BOOKED: dict[str, Text] = {
    "revoked": _(
        "If booked, it takes its own place in the number series. The terminal stays revoked."
    ),
    "number_used": _(
        "Another sale has this number. If booked, this sale keeps its printed number, in a "
        "separate series. The audit log records the reason."
    ),
    "unreadable": _("It can be booked once all its products are in the catalogue."),
    "sealed": _(
        "The text was altered, or its secret (THERIAC_SEALING_SECRET) is missing here. It "
        "opens automatically when the secret is restored. If booked before, the sale has no "
        "prescriber and opens a discrepancy. The sealed text is saved."
    ),
    "amount": _NEVER_BOOKED,
    "size": _NEVER_BOOKED,
    "sequence": _(
        "If booked, it keeps its printed number in a separate series, so no numbers are "
        "missing before it."
    ),
    "series": _(
        "A number of another terminal was used, or the device is set up wrongly. If booked, "
        "the sale keeps its printed number in a separate series. Check the device."
    ),
    "currency": _NEVER_BOOKED,
    "date": _NEVER_BOOKED,
    "malformed": _NEVER_BOOKED,
    "unsigned": _(
        "It may have been sent by a different device. Ask at the counter if it was sold "
        "there. If booked, it takes its own place in the number series."
    ),
    "cases": _(
        "First find out why the counter differs. Its prices, taxes or stock may be out of "
        "date, or it may have too many open discrepancies. If booked, each difference "
        "becomes a discrepancy."
    ),
}

BATCH_REASONS: dict[str, Text] = {
    "in_hand": _("pack at hand"),
    "customer_asks": _("customer’s request"),
    "not_found": _("suggested batch not found"),
    "scanned": _("code scanned"),
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
