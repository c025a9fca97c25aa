"""What a country asks of buying: suppliers' licences, and on which form goods are ordered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from theriac.core.problems import Text


@dataclass(frozen=True, slots=True)
class SupplierLicenceKind:
    """A kind of licence. ``source`` says what asks for it, and how sure we are.

    ``is_needed``: without one that holds, buying medicines there is against the country's rules.
    """

    code: str
    label: Text
    source: str
    is_needed: bool = False


OTHER = SupplierLicenceKind(
    "licence", _("Licence"), "whatever the place of business asks for; entered as it is"
)


class NoOneForm(StrEnum):
    """Why goods don't stand on one form."""

    EMPTY = "empty"
    MIXED = "mixed classes"
    ONE_NARCOTIC = "one narcotic per form"


@dataclass(frozen=True, slots=True)
class OrderForm:
    """A form by its code; ``title`` as it is printed, ``copies`` as many as are signed.

    ``is_one_item``: one kind of goods a form. ``is_signed``: the pharmacist in charge signs it with
    name and licence.
    """

    code: str
    title: Text
    copies: int = 1
    is_one_item: bool = False
    is_signed: bool = False


@dataclass(frozen=True, slots=True)
class OrderedGood:
    """What is ordered, as far as the form asks: a key that tells kinds apart, class, substances."""

    key: str
    legal_class: str
    substance: str = ""


USUAL = OrderForm("order", _("Purchase order"))


def usual_form(_good: OrderedGood) -> OrderForm:
    """Countries without forms of their own order everything on one."""
    return USUAL


def together(forms: Sequence[OrderForm], goods: Sequence[OrderedGood]) -> OrderForm | NoOneForm:
    """The one form that all of these goods stand on, each with its own form; else why not."""
    if not forms:
        return NoOneForm.EMPTY
    if len({one.code for one in forms}) > 1:
        return NoOneForm.MIXED
    if forms[0].is_one_item and len({one.key for one in goods}) > 1:
        return NoOneForm.ONE_NARCOTIC
    return forms[0]
