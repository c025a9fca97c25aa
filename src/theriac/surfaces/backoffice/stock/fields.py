"""Fields of stock's forms: an expiry as it is printed, a quantity in packs, a reason."""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.problems import Text
from theriac.domains.catalog.queries.products import ProductDetail
from theriac.surfaces.backoffice.catalog.words import pack_content, pack_title
from theriac.surfaces.backoffice.shell.forms.fields import WholeNumberField, put_into_our_words

_MONTH = re.compile(r"^(\d{1,2})\s*[/.\-\s]\s*(\d{4}|\d{2})$")
_DAY = re.compile(r"^(\d{1,2})\s*[/.\-\s]\s*(\d{1,2})\s*[/.\-\s]\s*(\d{4})$")
_ISO = re.compile(r"^(\d{4})-(\d{1,2})(?:-(\d{1,2}))?$")
OTHER = "other"
LONGEST_REASON = 120


class UnreadableExpiry(ValueError):
    """What was typed names no day; the text says what to type."""


def read_expiry(text: str) -> date:
    """The day that a pack's expiry means: ``10/2027`` is the last day of October 2027.

    Also 10/27, 31/10/2027 and 2027-10-31. Raises UnreadableExpiry.
    """
    typed = text.strip()
    if found := _MONTH.match(typed):
        month, year = int(found[1]), int(found[2])
        return _last_day(year if year > 99 else 2000 + year, month)
    if found := _DAY.match(typed):
        return _day(int(found[3]), int(found[2]), int(found[1]))
    if found := _ISO.match(typed):
        year, month = int(found[1]), int(found[2])
        return _day(year, month, int(found[3])) if found[3] else _last_day(year, month)
    raise UnreadableExpiry(_("Enter the expiry as on the pack, for example 10/2027 or 31/10/2027."))


def _last_day(year: int, month: int) -> date:
    _check_month(month)
    _check_year(year)
    return date(year, month, calendar.monthrange(year, month)[1])


def _day(year: int, month: int, day: int) -> date:
    _check_month(month)
    _check_year(year)
    try:
        return date(year, month, day)
    except ValueError:
        raise UnreadableExpiry(
            _("This month has no day %(day)s. Check the pack.") % {"day": day}
        ) from None


def _check_month(month: int) -> None:
    if not 1 <= month <= 12:
        raise UnreadableExpiry(_("There is no month %(month)s. Enter 01 to 12.") % {"month": month})


def _check_year(year: int) -> None:
    if not 2000 <= year <= 2099:
        raise UnreadableExpiry(_("The year %(year)s isn’t valid. Check the pack.") % {"year": year})


class ExpiryField(forms.CharField):
    """An expiry as the pack prints it; cleans to a date, None when empty."""

    widget = forms.TextInput(
        attrs={"autocomplete": "off", "placeholder": gettext_lazy("mm/yyyy"), "inputmode": "text"}
    )

    def prepare_value(self, value: Any) -> Any:
        """A date as it is typed; typed text stays."""
        return f"{value:%d/%m/%Y}" if isinstance(value, date) else value

    def clean(self, value: Any) -> Any:
        """Read it. Raises ValidationError that says what to type."""
        text = super().clean(value)
        if not text:
            return None
        try:
            return read_expiry(text)
        except UnreadableExpiry as problem:
            raise forms.ValidationError(str(problem), "unreadable") from None


def pack_choices(product: ProductDetail) -> list[tuple[str, str]]:
    """The packs by factor, the base unit first."""
    return [(str(pack.factor), pack_content(pack, product.base_unit)) for pack in product.packs]


def add_pack_fields(form: forms.Form, product: ProductDetail) -> None:
    """One whole number a pack level, the largest first: 2 boxes, 3 strips, 4 tablets."""
    for pack in reversed(product.packs):
        field = WholeNumberField(label=capfirst(pack_title(pack.name)), least=0, required=False)
        if pack.factor > 1:
            field.help_text = pack_content(pack, product.base_unit)
        put_into_our_words(field)
        form.fields[f"packs_{pack.factor}"] = field


def pack_field_names(form: forms.Form) -> list[str]:
    """The names of the fields that ``add_pack_fields`` made."""
    return [name for name in form.fields if name.startswith("packs_")]


def units_in_packs(form: forms.Form) -> int | None:
    """The sum in base units; None when nothing was typed in any of them."""
    total: int | None = None
    for name in pack_field_names(form):
        count = form.cleaned_data.get(name)
        if count is not None:
            total = (total or 0) + count * int(name.partition("_")[2])
    return total


def initial_packs(product: ProductDetail, quantity: int) -> dict[str, int]:
    """What the fields hold for a quantity, zero parts left empty."""
    left, found = quantity, {}
    for pack in reversed(product.packs):
        count, left = divmod(left, pack.factor)
        if count:
            found[f"packs_{pack.factor}"] = count
    return found


def reason_field(reasons: Sequence[Text]) -> forms.ChoiceField:
    """The usual reasons, and another in one's own words."""
    choices = [(str(number), words) for number, words in enumerate(reasons)]
    return forms.ChoiceField(
        label=gettext_lazy("Reason"),
        choices=[*choices, (OTHER, gettext_lazy("Another reason"))],
    )


def note_field() -> forms.CharField:
    """The words that go with the reason."""
    return forms.CharField(
        label=gettext_lazy("Explanation"),
        help_text=gettext_lazy("For later reference."),
        required=False,
        max_length=LONGEST_REASON - 30,
    )


def code_of(form: forms.Form, codes: Sequence[str]) -> str:
    """The code of the chosen reason; "other" for one in a person's own words."""
    chosen = form.cleaned_data["why"]
    return "other" if chosen == OTHER else codes[int(chosen)]


def reason_of(form: forms.Form, reasons: Sequence[Text]) -> str:
    """The reason with its note; empty for "another" without words."""
    chosen, note = form.cleaned_data["why"], form.cleaned_data["note"].strip()
    if chosen == OTHER:
        return str(note)
    words = str(reasons[int(chosen)])
    return f"{words}: {note}" if note else words
