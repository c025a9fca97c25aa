"""Both versions of a document, as logged and as sent, in the reader's words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from theriac.core.formatting import DASH
from theriac.core.ids import parse_id
from theriac.core.money import Money
from theriac.core.problems import Text
from theriac.domains.accounts.queries.people import names_of
from theriac.domains.catalog.queries.names import pack_names, product_names
from theriac.domains.device_logs.versions import PERSONAL
from theriac.domains.pricing.rules.payments import METHODS
from theriac.surfaces.backoffice.audit.values import value_words_of
from theriac.surfaces.backoffice.customer_returns.words import CONDITIONS, GOES
from theriac.surfaces.backoffice.shell import frame
from theriac.surfaces.backoffice.templatetags import theriac as shown
from theriac.surfaces.backoffice.tills.words import DOCUMENTS

PARTS: Mapping[str, Text] = {
    "allocations": _("Batch %(n)s"),
    "beyond": _("Offline quota %(n)s"),
    "cash": _("Notes and coins %(n)s"),
    "found": _("Found goods %(n)s"),
    "lines": _("Item %(n)s"),
    "numbers": _("Sale numbers %(n)s"),
    "payments": _("Payment %(n)s"),
    "refunds": _("Refund %(n)s"),
    "reserved": _("Reservation %(n)s"),
    "serials": _("Serial number %(n)s"),
    "taxes": _("Tax %(n)s"),
}
"""Parts of which there may be several; the place of one follows in the field's name."""
FIELDS: Mapping[str, Text] = {
    "amount": _("Amount"),
    "answers": _("Responses to safety alerts"),
    "app_version": _("Version of the counter"),
    "approval": _("Approval"),
    "approval_id": _("Approval"),
    "at": _("Time"),
    "batch_id": _("Batch"),
    "batch_reason": _("Reason for another batch"),
    "beyond_approval": _("Approval above the quota"),
    "business_on": _("Date"),
    "carried_from": _("Previous till session"),
    "cash": _("Cash"),
    "change": _("Change given"),
    "code": _("Tax"),
    "condition": _("Condition"),
    "coupon": _("Coupon"),
    "credit_approval": _("Approval above the credit limit"),
    "currency": _("Currency"),
    "declared_at": _("Time"),
    "discount": _("Discount"),
    "dose": _("Dose"),
    "exchange_sale_id": _("Sale in exchange"),
    "exchanged": _("Paid for the exchange"),
    "expected": _("Expected cash"),
    "expires_on": _("Expiry"),
    "first": _("First number"),
    "goes": _("Destination"),
    "gross": _("Before discount"),
    "ground_id": _("Reason for a prescription medicine"),
    "grounds": _("Reasons for prescription medicines"),
    "gtin": _("GTIN"),
    "hand_over": _("Second signature"),
    "id": _("Document ID"),
    "instead_of": _("Instead of"),
    "instead_saved": _("Saved by the other brand"),
    "is_promised": _("Price as quoted"),
    "kind": _("Kind"),
    "last": _("Last number"),
    "member_number": _("Loyalty card"),
    "method": _("Payment method"),
    "milliunits": _("Units each time, in thousandths"),
    "min_days": _("Days of supply"),
    "note": _("Note"),
    "number": _("Number"),
    "occurred_at": _("Time"),
    "pack_id": _("Pack"),
    "packs": _("Packs"),
    "part_of": _("Part of item"),
    "patient": _("Patient"),
    "patient_id": _("Patient"),
    "permitted_by": _("Approved by"),
    "person_id": _("Staff member"),
    "pieces": _("Pieces"),
    "position": _("Position"),
    "prescription_line_id": _("Line of the prescription"),
    "price_amount": _("Price"),
    "price_units": _("Units in the price"),
    "product_id": _("Product"),
    "promotion_id": _("Promotion"),
    "promotion_off": _("Promotion discount"),
    "promotion_told": _("Promotion on the receipt"),
    "quantity": _("Quantity"),
    "rate_bp": _("Tax rate"),
    "reason": _("Reason"),
    "quotation_id": _("Quotation"),
    "reference": _("Reference"),
    "reservation_id": _("Reservation"),
    "return_id": _("Credit note"),
    "rounding": _("Rounding"),
    "sale_id": _("Sale"),
    "sale_line_id": _("Line of the sale"),
    "sequence": _("Sequence number"),
    "serial": _("Serial number"),
    "series_id": _("Number series"),
    "session_id": _("Till session"),
    "tax": _("Tax"),
    "taxable": _("Taxable amount"),
    "tendered": _("Received"),
    "text": _("Description"),
    "till_session_id": _("Till session"),
    "times": _("Times a day"),
    "to_safe": _("To the safe"),
    "total": _("Total"),
    "value": _("Value"),
    "why": _("Reason for the variance"),
    "z_number": _("Z number"),
    "z_sequence": _("Z sequence number"),
    "z_series_id": _("Z number series"),
}
MONEY = frozenset(
    "amount cash change discount exchanged expected gross instead_saved price_amount promotion_off "
    "rounding tax taxable tendered to_safe total value".split()
)
"""What is in minor units."""
MOMENTS = frozenset({"at", "declared_at", "occurred_at"})
PLAIN = frozenset({"first", "last", "sequence", "z_sequence"})
"""Numbers that are counted and not summed, written without separators."""
WORDS: Mapping[str, Callable[[], Mapping[str, Text]]] = {
    "method": lambda: METHODS,
    "kind": lambda: DOCUMENTS,
    "condition": lambda: CONDITIONS,
    "goes": lambda: dict(GOES.choices()),
}
NAMES: Mapping[str, Callable[[Iterable[UUID]], Mapping[UUID, str]]] = {
    "product_id": product_names,
    "instead_of": product_names,
    "pack_id": pack_names,
    "person_id": names_of,
    "permitted_by": names_of,
}


@dataclass(frozen=True, slots=True)
class VersionLine:
    """A field that differs, with what the log has and what was sent."""

    words: str
    logged: Text
    sent: Text


def version_lines(fields: Sequence[Mapping[str, Any]]) -> list[VersionLine]:
    """The differences that a finding holds, in words."""
    return [
        VersionLine(
            field_words(one["field"]),
            _value_words(one["field"], one["logged"]),
            _value_words(one["field"], one["sent"]),
        )
        for one in fields
    ]


def field_words(name: str) -> str:
    """Item 2 · Price; what a newer device says besides by its own name."""
    words: list[str] = []
    parts = name.split(".")
    for part, after in zip(parts, [*parts[1:], ""], strict=True):
        if after.isdigit() and part in PARTS:
            words.append(str(PARTS[part]) % {"n": after})
        elif not part.isdigit():
            words.append(str(FIELDS.get(part) or part.replace("_", " ").capitalize()))
    return " · ".join(words)


def _value_words(name: str, value: Any) -> Text:
    field = name.rpartition(".")[2]
    if value is None or value == "":
        return DASH
    if name in PERSONAL:
        return _now("Not shown")
    if field in WORDS:
        return WORDS[field]().get(str(value), str(value))
    if isinstance(value, int) and not isinstance(value, bool):
        return _number_words(field, value)
    return _named(field, value) or value_words_of(
        "", "told_at" if field in MOMENTS else field, value
    )


def _number_words(field: str, value: int) -> str:
    if field in MONEY:
        return shown.money(Money(value, frame.pharmacy().currency))
    if field == "rate_bp":
        return shown.rate(value)
    return str(value) if field in PLAIN else shown.number(value)


def _named(field: str, value: Any) -> str:
    """What an id names, else its end, by which two can be told apart; "" for what is no id."""
    key = parse_id(str(value))
    if key is None:
        return ""
    names = NAMES[field]([key]) if field in NAMES else {}
    return names.get(key) or f"…{str(key)[-8:]}"
