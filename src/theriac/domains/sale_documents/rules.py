"""What a buyer and a request may be; pure."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from theriac.core.persons.numbers import phone_digits
from theriac.core.problems import Text, Unprocessable
from theriac.countries.base import CountryProfile
from theriac.countries.india.states import STATES
from theriac.domains.sale_documents.documents import DocumentBuyer

LONGEST_NAME, LONGEST_ADDRESS = 120, 250


def checked_buyer(
    profile: CountryProfile, buyer: DocumentBuyer, *, place: str, is_invoice: bool = True
) -> DocumentBuyer:
    """The buyer as kept: blanks set aside, the tax number in its form.

    An invoice to who has a GSTIN shows the address too (CGST Rules r.46(d)); a quotation needn't.

    ``place`` is the State whose tax the sale bears, "" outside India. A buyer without GSTIN whose
    address is in another State would need another tax (IGST Act s.10(1)(ca)), which a completed
    sale can't get. Raises Unprocessable with a sentence at each field.
    """
    errors: dict[str, Text] = {}
    name, address = " ".join(buyer.name.split()), " ".join(buyer.address.split())
    if not name:
        errors["name"] = _("Enter the buyer’s name.")
    elif len(name) > LONGEST_NAME:
        errors["name"] = _("Enter at most %(most)s characters.") % {"most": LONGEST_NAME}
    delivery = " ".join(buyer.delivery.split())
    for field, typed in (("address", address), ("delivery", delivery)):
        if len(typed) > LONGEST_ADDRESS:
            errors[field] = _("Enter at most %(most)s characters.") % {"most": LONGEST_ADDRESS}
    number = _tax_number(profile, buyer.tax_number, errors)
    state = _state(profile, buyer.state, number, place, errors)
    if is_invoice and number and not address and profile.sale_papers.places is not None:
        errors["address"] = _("Enter the buyer’s address. An invoice to a business shows it.")
    if errors:
        raise Unprocessable(errors=errors)
    return DocumentBuyer(name, address, state, number, "" if delivery == address else delivery)


def _tax_number(profile: CountryProfile, typed: str, errors: dict[str, Text]) -> str:
    number = "".join(typed.split())
    check = profile.identifiers.get(profile.supplier_tax_number)
    if not number or check is None:
        return number[:40]
    found = check(number)
    if not found.valid:
        errors["tax_number"] = found.problem
    return found.value


def _state(
    profile: CountryProfile, typed: str, number: str, place: str, errors: dict[str, Text]
) -> str:
    if profile.sale_papers.places is None:
        return ""
    if number and "tax_number" not in errors:
        return number[:2]
    if typed and typed not in STATES:
        errors["state"] = _("Choose a State from the list.")
    elif typed and typed != place:
        errors["state"] = _(
            "This sale was taxed for %(place)s. To supply another State, return the sale and "
            "sell again with that State."
        ) % {"place": profile.sale_papers.places(place)}
    return typed


def has_no_buyer(
    profile: CountryProfile, buyer: DocumentBuyer | None, total: int, on: date
) -> bool:
    """Whether the law wants a name and address on the document that it doesn't have."""
    is_named = buyer is not None and bool(buyer.address or buyer.tax_number)
    return not is_named and profile.sale_papers.names_buyer(total, on)


def checked_address(channel: str, typed: str, calling_code: str) -> str:
    """Where a paper is to go: an email address, or a phone number as +6281234567890.

    A number without its country's is given ``calling_code``; where there is none to give, only
    WhatsApp refuses it. Raises Unprocessable.
    """
    if channel == "email":
        to = "".join(typed.split())
        try:
            validate_email(to)
        except ValidationError:
            words = _("Enter a valid email address, for example name@example.com.")
            raise Unprocessable(words, field="to") from None
        return to
    digits = phone_digits(typed, calling_code)
    if digits is None:
        words = _("Enter a phone number of 8 to 15 digits, for example +62 812 3456 7890.")
        raise Unprocessable(words, field="to")
    if not digits.startswith("0"):
        return f"+{digits}"
    if channel == "whatsapp":
        words = _("Enter the phone number with its country code, for example +62 812 3456 7890.")
        raise Unprocessable(words, field="to")
    return digits
